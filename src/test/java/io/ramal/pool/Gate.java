package io.ramal.pool;

import io.ramal.database.Transaction;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Keeps the writer in the middle of a transaction, so that what comes meanwhile is one batch. */
final class Gate {

  private final Semaphore way = new Semaphore(1);
  private volatile Consumer<Transaction> beforeCommit = _ -> {};
  private final AtomicLong passed = new AtomicLong();

  void close() {
    way.acquireUninterruptibly();
  }

  void open() {
    way.drainPermits();
    way.release();
  }

  boolean waitedAt() {
    return way.hasQueuedThreads();
  }

  void pass() {
    way.acquireUninterruptibly();
    way.release();
    passed.incrementAndGet();
  }

  /** What happens from now on to each transaction that has written all it has to write. */
  void beforeCommit(Consumer<Transaction> event) {
    beforeCommit = event;
  }

  void written(Transaction transaction) {
    beforeCommit.accept(transaction);
  }

  /** How many transactions have come to the end of the history. */
  long passed() {
    return passed.get();
  }
}
