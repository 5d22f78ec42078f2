package io.ramal.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/** Times as they stand in answers and query parameters. */
public final class Times {

  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private Times() {}

  /** ISO-8601 in UTC with six digits of fraction: {@code 2026-11-24T14:32:07.123456Z}. */
  public static String text(Instant time) {
    return MICROSECONDS.format(time);
  }

  /**
   * The time written in ISO-8601 with an offset, or empty when there is none. A plus sign that was
   * not encoded in the query arrives as a space and is taken for what it was.
   */
  static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.replace(' ', '+'));
      boolean storable = time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR;
      return storable ? Optional.of(time.toInstant()) : Optional.empty();
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
