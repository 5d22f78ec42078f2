package io.ramal.history;

import static io.ramal.pool.TestPool.ended;
import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;

import io.ramal.database.DatabaseSettings;
import io.ramal.database.TestDatabase;
import io.ramal.extension.Trigger;
import io.ramal.pool.PoolReader;
import io.ramal.pool.TestPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A history with a bit of everything in it, and somebody with the rights of a superuser who changes
 * it.
 */
final class Recorded implements AutoCloseable {

  private final TestPool pool;
  private final Connection superuser;

  Recorded(TestDatabase kind) throws SQLException {
    pool = TestPool.of(kind, "3000", "3001", "3002");
    live();
    links();
    superuser = connection(kind, pool.settings());
  }

  private void live() {
    pool.ask("tab-1");
    pool.ask("");
    var named = new Trigger.ContactSeen("sip:a@192.0.2.1", "Reachable", "JsSIP \"ü\" 📞", false);
    pool.heard("3000", named, started("1"), started("2"), ended("1"));
    pool.heard("3001", seen("sip:b@192.0.2.2"), gone("sip:b@192.0.2.2"));
    pool.heard("3002", seen("sip:c@192.0.2.3"), new Trigger.TakeOutOfService("ana", "noisy line"));
    pool.release("3002");
    pool.heard("3002", seen("sip:c@192.0.2.3"));
  }

  private void links() {
    link(new LinkEntry("default", "connected", "me", 1, 1, none(), none(), ""));
    link(new LinkEntry("default", "synced", "me", 1, 1, OptionalInt.of(2), OptionalInt.of(1), ""));
    link(new LinkEntry("default", "lost", "me", 1, 1, none(), none(), "connection reset"));
    link(new LinkEntry("default", "connected", "me", 1, 2, none(), none(), ""));
  }

  private void link(LinkEntry entry) {
    pool.database()
        .inTransaction(
            transaction -> {
              new LinkRows().append(transaction, entry);
              return true;
            });
  }

  private static OptionalInt none() {
    return OptionalInt.empty();
  }

  private static Connection connection(TestDatabase kind, DatabaseSettings settings)
      throws SQLException {
    Connection connection =
        DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    try (var statement = connection.createStatement()) {
      switch (kind) {
        case H2 -> {
          statement.execute("DROP TRIGGER extension_history_append_only");
          statement.execute("DROP TRIGGER pbx_link_history_append_only");
          statement.execute("SET REFERENTIAL_INTEGRITY FALSE");
        }
        case POSTGRESQL -> statement.execute("SET session_replication_role = replica");
      }
    }
    return connection;
  }

  TestPool pool() {
    return pool;
  }

  /** A connection for which no trigger fires. */
  Connection superuser() {
    return superuser;
  }

  Verdict verify() {
    return new Verifier(pool.database(), PoolReader::all).verify();
  }

  /** Runs it with every trigger switched off. */
  int tamper(String sql, Object... parameters) throws SQLException {
    try (var statement = superuser.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }

  /** What is found after this change of a table; then the table is as it was. */
  Verdict verifyAfter(String table, String change) throws SQLException {
    tamper("CREATE TABLE saved AS SELECT * FROM " + table);
    tamper(change);
    Verdict verdict = verify();
    tamper("DELETE FROM " + table);
    tamper("INSERT INTO " + table + " SELECT * FROM saved");
    tamper("DROP TABLE saved");
    return verdict;
  }

  /** The names of the columns of a table. */
  List<String> columns(String table) throws SQLException {
    try (ResultSet columns = superuser.getMetaData().getColumns(null, null, table, null)) {
      var names = new ArrayList<String>();
      while (columns.next()) {
        names.add(columns.getString("COLUMN_NAME"));
      }
      return names;
    }
  }

  /** What a column of one row holds, as the driver gives it; null for NULL. */
  Object value(String table, String column, String where) throws SQLException {
    String sql = "SELECT " + column + " FROM " + table + " WHERE " + where;
    try (var statement = superuser.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1);
    }
  }

  @Override
  public void close() throws SQLException {
    superuser.close();
    pool.close();
  }
}
