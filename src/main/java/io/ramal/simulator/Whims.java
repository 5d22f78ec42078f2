package io.ramal.simulator;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The chance and the pauses of one virtual person. */
record Whims(RandomGenerator random, double speed) {

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  /** Waits some seconds of life, which are fewer when life is fast. */
  void pause(double fromSeconds, double toSeconds) throws InterruptedException {
    double seconds = fromSeconds + random.nextDouble() * (toSeconds - fromSeconds);
    TimeUnit.NANOSECONDS.sleep(Duration.ofMillis((long) (seconds * 1000 / speed)).toNanos());
  }
}
