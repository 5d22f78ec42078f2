package io.ramal.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** The PBX's time: moved from outside, and a little by each event, so that no two have the same. */
final class PbxClock {

  private static final int LONGEST_STEP = 150;

  private final RandomGenerator random;
  private Instant now;
  private Instant last;

  PbxClock(Instant start, RandomGenerator random) {
    this.random = random;
    now = start.truncatedTo(ChronoUnit.MICROS);
    last = now;
  }

  Instant now() {
    return now;
  }

  /** Never backwards. */
  void moveTo(Instant then) {
    Instant micros = then.truncatedTo(ChronoUnit.MICROS);
    now = micros.isAfter(now) ? micros : now;
  }

  /** The time of the next event. */
  Instant stamp() {
    last = reading().plus(1 + random.nextInt(LONGEST_STEP), ChronoUnit.MICROS);
    return last;
  }

  /** What Ping says: not before any event that was told, and not after any that will be. */
  Instant reading() {
    return now.isAfter(last) ? now : last;
  }

  static String text(Instant at) {
    return "%d.%06d".formatted(at.getEpochSecond(), at.getNano() / 1000);
  }
}
