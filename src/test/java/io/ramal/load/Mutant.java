package io.ramal.load;

import io.ramal.database.Database;
import io.ramal.database.Dialect;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Bugs that are planted between the pool and its database, to see that the tests find them. The
 * condition on the version in the statement that saves is a second line of defence, and the
 * history's constraint on (extension, version) a third: they refuse the batch before the bug does
 * harm, and clients are told so. A mutant named {@code DISARMED} comes without that condition.
 */
enum Mutant {
  /** No bug. */
  NONE {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      return transaction.query(sql, parameters);
    }
  },
  /** No bug, and nothing behind the locks. */
  DISARMED {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      return transaction.query(sql, parameters);
    }

    @Override
    String statement(String sql) {
      return disarmed(sql);
    }
  },
  /** Rows are read without a lock. */
  NO_ROW_LOCK {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      return transaction.query(unlocked(sql), parameters);
    }
  },
  /** The same, with nothing behind it. */
  NO_ROW_LOCK_DISARMED {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      return NO_ROW_LOCK.query(transaction, sql, parameters);
    }

    @Override
    String statement(String sql) {
      return disarmed(sql);
    }
  },
  /** Rows are locked, but decided upon as they were before the lock was had. */
  NO_CHECK_UNDER_THE_LOCK {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      List<Row> before = transaction.query(unlocked(sql), parameters);
      transaction.query(sql.replace(SKIP, WAIT), parameters);
      return before;
    }
  },
  /** The same, with nothing behind it. */
  NO_CHECK_UNDER_THE_LOCK_DISARMED {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      return NO_CHECK_UNDER_THE_LOCK.query(transaction, sql, parameters);
    }

    @Override
    String statement(String sql) {
      return disarmed(sql);
    }
  },
  /** A pick that came up short is taken for an empty pool. */
  NO_SECOND_LOOK {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      boolean looksAgain = sql.contains("WHERE available") && !sql.contains(WAIT);
      return looksAgain ? List.of() : transaction.query(sql, parameters);
    }
  },
  /** Callers are answered before the commit. */
  ANSWER_BEFORE_COMMIT {
    @Override
    List<Row> query(Transaction transaction, String sql, Object... parameters) {
      return transaction.query(sql, parameters);
    }

    @Override
    <T> T run(Database database, Function<Transaction, T> work) {
      var answer = new CompletableFuture<T>();
      Thread.ofVirtual().start(() -> database.inTransaction(tx -> answered(tx, work, answer)));
      return answer.join();
    }
  };

  private static final String SKIP = "FOR UPDATE SKIP LOCKED";
  private static final String WAIT = "FOR UPDATE";

  private static final String DAWDLE = "SELECT pg_sleep(0.1) AS slept";

  /** A query with the bug in it. */
  abstract List<Row> query(Transaction transaction, String sql, Object... parameters);

  /** A transaction with the bug in it. */
  <T> T run(Database database, Function<Transaction, T> work) {
    return database.inTransaction(work);
  }

  private static String unlocked(String sql) {
    return sql.contains("FROM extensions") ? sql.replace(SKIP, "").replace(WAIT, "") : sql;
  }

  private static <T> T answered(
      Transaction transaction, Function<Transaction, T> work, CompletableFuture<T> answer) {
    try {
      T result = work.apply(transaction);
      answer.complete(result);
      transaction.query(DAWDLE);
      return result;
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
      throw failure;
    }
  }

  /** A statement that writes, with the bug in it. */
  String statement(String sql) {
    return sql;
  }

  private static String disarmed(String sql) {
    return sql.replace("WHEN MATCHED AND stored.version = changed.old_version", "WHEN MATCHED");
  }

  Database over(Database database) {
    return new Planted(database, this);
  }

  private record Planted(Database database, Mutant mutant) implements Database {

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
      return mutant.run(database, tx -> work.apply(new PlantedTransaction(tx, mutant)));
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
  }

  private record PlantedTransaction(Transaction transaction, Mutant mutant) implements Transaction {

    @Override
    public List<Row> query(String sql, Object... parameters) {
      return mutant.query(transaction, sql, parameters);
    }

    @Override
    public long update(String sql, Object... parameters) {
      return transaction.update(mutant.statement(sql), parameters);
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
