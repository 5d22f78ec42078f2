package io.ramal.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** Refuses UPDATE and DELETE of a table of history on H2; named by the migration. */
public final class AppendOnlyTrigger implements Trigger {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private String table = "";

  /** For H2, which makes one for each table. */
  public AppendOnlyTrigger() {}

  @Override
  public void init(
      Connection connection,
      String schemaName,
      String triggerName,
      String tableName,
      boolean before,
      int type) {
    table = tableName;
  }

  @Override
  public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
    String change = newRow == null ? "DELETE" : "UPDATE";
    throw new SQLException(
        change + " of " + table + " refused: the history is append-only", INSUFFICIENT_PRIVILEGE);
  }
}
