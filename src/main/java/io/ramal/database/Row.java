package io.ramal.database;

import java.time.Instant;
import java.util.Optional;

/** One row of a query; columns by name, in lower case. */
public interface Row {

  /** A text that is not NULL. */
  String text(String column);

  /** A text, empty when NULL. */
  Optional<String> optionalText(String column);

  /** An integer that is not NULL. */
  long number(String column);

  /** An integer, empty when NULL. */
  Optional<Long> optionalNumber(String column);

  /** A boolean that is not NULL. */
  boolean flag(String column);

  /** A time that is not NULL, in microseconds. */
  Instant time(String column);

  /** A time, empty when NULL. */
  Optional<Instant> optionalTime(String column);

  /** Bytes that are not NULL. */
  byte[] bytes(String column);
}
