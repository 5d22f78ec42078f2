package io.ramal.pool;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the writer in the middle of a transaction, so that what comes meanwhile is one batch. */
final class Gate {

  private final Semaphore way = new Semaphore(1);
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

  /** How many transactions have come to the end of the history. */
  long passed() {
    return passed.get();
  }
}
