package io.ramal.benchmark;

import io.ramal.database.Database;
import io.ramal.database.Dialect;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A database on which the end of the history is not guarded as it must be, to see what the guard
 * costs. Good for one writer, and for nothing but a measurement.
 */
record HeadVariant(Database database, UnaryOperator<Transaction> variant) implements Database {

  /** The row is read and moved, but not locked when it is read. */
  static Database unlocked(Database database) {
    return new HeadVariant(database, Unlocked::new);
  }

  /** There is no row: the end is kept in memory. */
  static Database inMemory(Database database) {
    var last = new AtomicReference<MemoryRow>();
    return new HeadVariant(database, transaction -> new InMemory(transaction, last));
  }

  @Override
  public <T> T inTransaction(Function<Transaction, T> work) {
    return database.inTransaction(transaction -> work.apply(variant.apply(transaction)));
  }

  @Override
  public <T> T inSnapshot(Function<Transaction, T> work) {
    return database.inSnapshot(work);
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public void close() {
    database.close();
  }

  private static boolean ofHead(String sql) {
    return sql.contains("history_head");
  }

  private record Unlocked(Transaction transaction) implements Transaction {

    @Override
    public List<Row> query(String sql, Object... parameters) {
      return transaction.query(ofHead(sql) ? sql.replace("FOR UPDATE", "") : sql, parameters);
    }

    @Override
    public long update(String sql, Object... parameters) {
      return transaction.update(sql, parameters);
    }

    @Override
    public Instant now() {
      return transaction.now();
    }

    @Override
    public Instant now(Instant databaseTime) {
      return transaction.now(databaseTime);
    }
  }

  private record InMemory(Transaction transaction, AtomicReference<MemoryRow> last)
      implements Transaction {

    @Override
    public List<Row> query(String sql, Object... parameters) {
      if (!ofHead(sql)) {
        return transaction.query(sql, parameters);
      }
      if (last.get() == null) {
        return transaction.query(sql, parameters);
      }
      return List.of(last.get());
    }

    @Override
    public long update(String sql, Object... parameters) {
      if (!ofHead(sql)) {
        return transaction.update(sql, parameters);
      }
      last.set(new MemoryRow((Long) parameters[0], (byte[]) parameters[1]));
      return 1;
    }

    @Override
    public Instant now() {
      return transaction.now();
    }

    @Override
    public Instant now(Instant databaseTime) {
      return transaction.now(databaseTime);
    }
  }
}
