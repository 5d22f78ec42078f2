package io.ramal.database;

import java.util.function.Function;

/** An open database. Safe for many threads. */
public interface Database extends AutoCloseable {

  /**
   * Runs the work in one transaction and commits it; rolls back when the work throws. A transaction
   * that the database ended as a victim of a deadlock or a serialization conflict is run again, a
   * bounded number of times, so the work must have no other effects. Must not be nested.
   *
   * @throws DatabaseException when the transaction failed
   */
  <T> T inTransaction(Function<Transaction, T> work);

  /** The same for work that only reads, and that sees the database as it is at one moment. */
  <T> T inSnapshot(Function<Transaction, T> work);

  /** The SQL it speaks, where that differs. */
  Dialect dialect();

  /** Whether one process at a time can have this database open, as with embedded H2. */
  default boolean exclusive() {
    return dialect() == Dialect.H2;
  }

  @Override
  void close();
}
