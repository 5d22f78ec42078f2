package io.ramal.database;

import java.time.Instant;
import java.util.List;

/**
 * One open transaction. Parameters are positional ({@code ?}); a value is a String, Long, Integer,
 * Boolean, byte[], Instant, an array of String or Long, or null for NULL. Confined to one thread.
 */
public interface Transaction {

  /** All rows of a query. */
  List<Row> query(String sql, Object... parameters);

  /** The number of rows that a statement changed. */
  long update(String sql, Object... parameters);

  /** The time now by the one clock that counts: the database's, in microseconds. */
  Instant now();

  /** The same, for a time that a statement has just read off the database's clock. */
  Instant now(Instant databaseTime);
}
