package io.ramal.database;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A database behind Helidon's DbClient. Its traps are known here and nowhere else. */
final class ClientDatabase implements Database {

  private static final int ATTEMPTS = 10;

  private final DbClient client;
  private final Dialect dialect;
  private final UnaryOperator<Instant> clock;

  ClientDatabase(DbClient client, Dialect dialect, UnaryOperator<Instant> clock) {
    this.client = client;
    this.dialect = dialect;
    this.clock = clock;
  }

  @Override
  public <T> T inTransaction(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(work);
      } catch (Conflict conflict) {
        if (attempt == ATTEMPTS) {
          throw Failures.inStatement(conflict.failure);
        }
      }
    }
  }

  @Override
  public <T> T inSnapshot(Function<Transaction, T> work) {
    return inTransaction(
        transaction -> {
          if (!dialect.snapshot().isEmpty()) {
            transaction.update(dialect.snapshot());
          }
          return work.apply(transaction);
        });
  }

  private <T> T once(Function<Transaction, T> work) {
    DbTransaction open = client.transaction();
    var transaction = new ClientTransaction(open, clock);
    T result = attempted(work, transaction, open);
    if (transaction.touched()) {
      commit(open);
    }
    return result;
  }

  private static <T> T attempted(
      Function<Transaction, T> work, ClientTransaction transaction, DbTransaction open) {
    try {
      return work.apply(transaction);
    } catch (RuntimeException failure) {
      rollBack(transaction, open, failure);
      throw translated(failure);
    }
  }

  private static RuntimeException translated(RuntimeException failure) {
    if (Failures.worthRetrying(failure)) {
      return new Conflict(failure);
    }
    return failure instanceof io.helidon.dbclient.DbClientException
        ? Failures.inStatement(failure)
        : failure;
  }

  private static void commit(DbTransaction open) {
    try {
      open.commit();
    } catch (RuntimeException failure) {
      throw Failures.worthRetrying(failure) ? new Conflict(failure) : Failures.inCommit(failure);
    }
  }

  /**
   * The first failure wins; that of the rollback, of a connection that is gone, is kept with it.
   */
  private static void rollBack(
      ClientTransaction transaction, DbTransaction open, RuntimeException failure) {
    if (!transaction.touched()) {
      return;
    }
    try {
      open.rollback();
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void close() {
    client.close();
  }

  /** The database rolled back; the transaction is worth running again. */
  private static final class Conflict extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RuntimeException failure;

    Conflict(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
