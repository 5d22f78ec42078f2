package io.ramal.pbx;

import java.time.Duration;

/** A moment to come, by the clock that never jumps. For one thread. */
final class Timer {

  private long dueAt;

  /** Due at once. */
  Timer() {
    dueAt = System.nanoTime();
  }

  void set(Duration wait) {
    dueAt = System.nanoTime() + wait.toNanos();
  }

  boolean isDue() {
    return dueAt - System.nanoTime() <= 0;
  }

  /** How long until it is due; zero when it is. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, dueAt - System.nanoTime()));
  }
}
