package io.ramal.database;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** SQL functions that PostgreSQL has and H2 does not; named by the migration. */
public final class H2Functions {

  private H2Functions() {}

  /** The time now, not that of the transaction's start, in microseconds. */
  public static OffsetDateTime clockTimestamp() {
    return OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
  }
}
