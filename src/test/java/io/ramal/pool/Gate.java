package io.ramal.pool;

import java.util.concurrent.Semaphore;

/** Keeps the writer in the middle of a transaction, so that what comes meanwhile is one batch. */
final class Gate {

  private final Semaphore way = new Semaphore(1);

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
  }
}
