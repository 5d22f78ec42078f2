package io.ramal.history;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times in the two forms in which history writes them; both exact to the microsecond. */
final class Times {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private Times() {}

  /** ISO-8601 in UTC with six digits of fraction. */
  static String text(Instant time) {
    return ISO.format(time);
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
