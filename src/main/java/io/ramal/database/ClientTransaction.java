package io.ramal.database;

import io.helidon.dbclient.DbTransaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A transaction of Helidon's DbClient. */
final class ClientTransaction implements Transaction {

  private static final String NOW = "SELECT clock_timestamp() AS now";

  private final DbTransaction transaction;
  private final UnaryOperator<Instant> clock;
  private boolean touched;

  ClientTransaction(DbTransaction transaction, UnaryOperator<Instant> clock) {
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Whether a statement was tried: DbClient takes a connection only then. */
  boolean touched() {
    return touched;
  }

  @Override
  public List<Row> query(String sql, Object... parameters) {
    touched = true;
    try (var rows = transaction.createQuery(sql).params(bound(parameters)).execute()) {
      return rows.<Row>map(ClientRow::new).toList();
    }
  }

  @Override
  public long update(String sql, Object... parameters) {
    touched = true;
    return transaction.createDmlStatement(sql).params(bound(parameters)).execute();
  }

  @Override
  public Instant now() {
    return now(query(NOW).getFirst().time("now"));
  }

  @Override
  public Instant now(Instant databaseTime) {
    return clock.apply(databaseTime);
  }

  private static List<Object> bound(Object... parameters) {
    List<Object> values = new ArrayList<>(parameters.length);
    for (Object parameter : parameters) {
      values.add(parameter instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameter);
    }
    return values;
  }
}
