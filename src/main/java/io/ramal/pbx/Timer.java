package io.ramal.pbx;

import java.time.Duration;

/** A moment to come, by the clock that never jumps. For one thread. */
final class Timer {

  private final World world;
  private long dueAt;

  /** Due at once. */
  Timer(World world) {
    this.world = world;
    dueAt = world.nanos();
  }

  void set(Duration wait) {
    dueAt = world.nanos() + wait.toNanos();
  }

  boolean isDue() {
    return dueAt - world.nanos() <= 0;
  }

  /** How long until it is due; zero when it is. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, dueAt - world.nanos()));
  }
}
