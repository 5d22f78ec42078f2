package io.ramal.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The two bounded queues before the writer, signals and commands, each in the order of arrival.
 * They are apart so that a storm of events cannot refuse a client, nor clients lose an event. Safe
 * for many threads that put; one takes.
 */
final class Inbox {

  private final int signalLimit;
  private final int commandLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<Signal> signals = new ArrayDeque<>();
  private final ArrayDeque<Work> commands = new ArrayDeque<>();
  private boolean closed;
  private boolean awaited;

  Inbox(int signalLimit, int commandLimit) {
    this.signalLimit = signalLimit;
    this.commandLimit = commandLimit;
  }

  /**
   * What was taken at once; both empty only when the inbox is closed.
   *
   * @param signals in the order of arrival
   * @param commands in the order of arrival
   */
  record Load(List<Signal> signals, List<Work> commands) {
    boolean isEmpty() {
      return signals.isEmpty() && commands.isEmpty();
    }
  }

  /** False when there is no room, or when the inbox is closed. */
  boolean put(Signal signal) {
    return put(signals, signal, signalLimit);
  }

  /** False when there is no room, or when the inbox is closed. */
  boolean put(Work command) {
    return put(commands, command, commandLimit);
  }

  private <T> boolean put(ArrayDeque<T> queue, T item, int limit) {
    lock.lock();
    try {
      if (closed || queue.size() >= limit) {
        return false;
      }
      queue.add(item);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for something, then takes all that waits, up to {@code limit} of each kind. */
  Load take(int limit) throws InterruptedException {
    lock.lock();
    try {
      awaited = true;
      while (signals.isEmpty() && commands.isEmpty() && !closed) {
        filled.await();
      }
      awaited = false;
      return new Load(drained(signals, limit), drained(commands, limit));
    } finally {
      lock.unlock();
    }
  }

  private static <T> List<T> drained(ArrayDeque<T> queue, int limit) {
    var taken = new ArrayList<T>(Math.min(queue.size(), limit));
    while (!queue.isEmpty() && taken.size() < limit) {
      taken.add(queue.remove());
    }
    return taken;
  }

  /** Whether everything that was put in has been taken, and done: the taker waits for more. */
  boolean isIdle() {
    lock.lock();
    try {
      return awaited && signals.isEmpty() && commands.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  int depth() {
    lock.lock();
    try {
      return signals.size() + commands.size();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what comes from now on; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
