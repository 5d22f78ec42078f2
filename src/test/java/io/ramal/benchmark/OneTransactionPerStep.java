package io.ramal.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ramal.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * What everybody writes first, and what Ramal is compared with: lock a row, update it, insert into
 * the history, commit; over plain JDBC with 16 connections, no HTTP, no chain, no gapless ids.
 */
final class OneTransactionPerStep implements AutoCloseable {

  private static final int CONNECTIONS = 16;

  private static final String PICK =
      "SELECT extension FROM plain_extensions WHERE lease_id IS NULL ORDER BY free_since LIMIT 1"
          + " FOR UPDATE SKIP LOCKED";
  private static final String LOCK =
      "SELECT extension FROM plain_extensions WHERE extension = ? FOR UPDATE";
  private static final String UPDATE =
      "UPDATE plain_extensions SET lease_id = ?, version = version + 1, free_since ="
          + " CURRENT_TIMESTAMP WHERE extension = ?";
  private static final String INSERT =
      "INSERT INTO plain_history (extension, event, from_state, to_state, recorded_at, source,"
          + " actor, request_id, client_address, lease_id, facts) VALUES (?, ?, 'free', 'free',"
          + " CURRENT_TIMESTAMP, 'api', NULL, ?, '127.0.0.1', ?, ?)";

  private final HikariDataSource source;
  private final String pick;

  OneTransactionPerStep(DatabaseSettings settings, int extensions) throws SQLException {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setAutoCommit(false);
    source = new HikariDataSource(config);
    boolean h2 = settings.url().startsWith("jdbc:h2:");
    pick = h2 ? PICK.replace("ORDER BY free_since", "") : PICK;
    create(extensions);
  }

  private void create(int extensions) throws SQLException {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE plain_extensions (extension VARCHAR(40) PRIMARY KEY, version BIGINT NOT"
              + " NULL, lease_id VARCHAR(40), free_since TIMESTAMP WITH TIME ZONE NOT NULL)");
      statement.execute("CREATE INDEX plain_free ON plain_extensions (lease_id, free_since)");
      statement.execute(
          "CREATE TABLE plain_history (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " extension VARCHAR(40) NOT NULL, event VARCHAR(20) NOT NULL,"
              + " from_state VARCHAR(7) NOT NULL, to_state VARCHAR(7) NOT NULL,"
              + " recorded_at TIMESTAMP WITH TIME ZONE NOT NULL, source VARCHAR(13) NOT NULL,"
              + " actor VARCHAR(100), request_id VARCHAR(100), client_address VARCHAR(100),"
              + " lease_id VARCHAR(40), facts VARCHAR(2000) NOT NULL)");
      for (int i = 0; i < extensions; i++) {
        statement.execute(
            "INSERT INTO plain_extensions VALUES ('" + i + "', 0, NULL, CURRENT_TIMESTAMP)");
      }
      connection.commit();
    }
  }

  /** A client. */
  Load.Cycle client() {
    return this::cycle;
  }

  private void cycle() throws SQLException {
    String lease = UUID.randomUUID().toString();
    String extension;
    try (Connection connection = source.getConnection()) {
      extension = only(connection.prepareStatement(pick));
      write(connection, extension, lease, "allocated");
      connection.commit();
    }
    try (Connection connection = source.getConnection()) {
      PreparedStatement lock = connection.prepareStatement(LOCK);
      lock.setString(1, extension);
      only(lock);
      write(connection, extension, null, "released");
      connection.commit();
    }
  }

  private static String only(PreparedStatement query) throws SQLException {
    try (query;
        var rows = query.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("no free extension");
      }
      return rows.getString(1);
    }
  }

  private static void write(Connection connection, String extension, String lease, String event)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      update.setString(1, lease);
      update.setString(2, extension);
      update.executeUpdate();
      insert.setString(1, extension);
      insert.setString(2, event);
      insert.setString(3, UUID.randomUUID().toString());
      insert.setString(4, lease);
      insert.setString(5, "{\"lease\":{\"id\":\"" + lease + "\"},\"contacts\":[],\"channels\":[]}");
      insert.executeUpdate();
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
