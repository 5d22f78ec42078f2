package io.ramal.load;

import io.ramal.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A transaction of somebody else that has the row of one extension locked until it is closed. */
final class LockedRow implements AutoCloseable {

  private static final String LOCK =
      "SELECT extension FROM extensions WHERE extension = ? FOR UPDATE";

  private static final String WAITING =
      """
      SELECT count(*)
        FROM pg_locks
       WHERE NOT granted
         AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
      """;

  private final Connection connection;

  LockedRow(DatabaseSettings settings, String extension) {
    try {
      connection =
          DriverManager.getConnection(settings.url(), settings.user(), settings.password());
      connection.setAutoCommit(false);
      lock(extension);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void lock(String extension) throws SQLException {
    try (var statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, extension);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("there is no extension " + extension);
        }
      }
    }
  }

  /** Whether some other transaction waits for this one. */
  boolean isWaitedFor() {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(WAITING)) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Lets go of the row, unchanged. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
