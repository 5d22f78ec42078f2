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
final class OneTransactionPerStep implements Stage {

  private static final int CONNECTIONS = 16;

  private static final String EXTENSIONS =
      """
      CREATE TABLE plain_extensions (
             extension VARCHAR(40) NOT NULL PRIMARY KEY,
             version BIGINT NOT NULL,
             state VARCHAR(7) NOT NULL,
             free_since TIMESTAMP(6) WITH TIME ZONE NOT NULL,
             lease_id VARCHAR(40),
             lease_expires_at TIMESTAMP(6) WITH TIME ZONE)
      """;
  private static final String INDEX =
      "CREATE INDEX plain_longest_free ON plain_extensions (lease_id, free_since)";

  /** The columns of extension_history but for its chain, and an id with gaps. */
  private static final String HISTORY =
      """
      CREATE TABLE plain_history (
             id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
             extension VARCHAR(40) NOT NULL,
             version BIGINT NOT NULL,
             event VARCHAR(20) NOT NULL,
             from_state VARCHAR(7) NOT NULL,
             to_state VARCHAR(7) NOT NULL,
             occurred_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
             recorded_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
             source VARCHAR(13) NOT NULL,
             actor VARCHAR(100), request_id VARCHAR(100), client_address VARCHAR(100),
             lease_id VARCHAR(40), holder VARCHAR(100), pbx VARCHAR(40) NOT NULL,
             channel VARCHAR(150), uniqueid VARCHAR(150), linkedid VARCHAR(150),
             contact_uri VARCHAR(500), user_agent VARCHAR(300), cause INTEGER,
             detail VARCHAR(1000), facts VARCHAR NOT NULL,
             UNIQUE (extension, version))
      """;

  private static final String PICK =
      """
      SELECT extension, version
        FROM plain_extensions
       WHERE lease_id IS NULL
       ORDER BY free_since
       LIMIT 1
         FOR UPDATE SKIP LOCKED
      """;

  private static final String LOCK =
      "SELECT extension, version FROM plain_extensions WHERE extension = ? FOR UPDATE";

  private static final String UPDATE =
      """
      UPDATE plain_extensions
         SET version = ?, lease_id = ?, free_since = CURRENT_TIMESTAMP
       WHERE extension = ?
      """;

  private static final String INSERT =
      """
      INSERT INTO plain_history (
             extension, version, event, from_state, to_state, occurred_at, recorded_at, source,
             request_id, client_address, lease_id, pbx, facts)
      VALUES (?, ?, ?, 'free', 'free', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'api',
             ?, '127.0.0.1', ?, 'default', ?)
      """;

  private final HikariDataSource source;
  private final String pick;

  OneTransactionPerStep(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setAutoCommit(false);
    source = new HikariDataSource(config);
    boolean h2 = settings.url().startsWith("jdbc:h2:");
    pick = h2 ? PICK.replace(" ORDER BY free_since\n", "") : PICK;
    create();
  }

  private void create() {
    try (Connection connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(EXTENSIONS);
      statement.execute(INDEX);
      statement.execute(HISTORY);
      for (int i = 0; i < Benchmark.EXTENSIONS; i++) {
        statement.execute(
            "INSERT INTO plain_extensions VALUES ('"
                + i
                + "', 0, 'free', CURRENT_TIMESTAMP, NULL, NULL)");
      }
      connection.commit();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public Load.Cycle client() {
    return this::cycle;
  }

  private void cycle() throws SQLException {
    String lease = UUID.randomUUID().toString();
    String extension;
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(pick)) {
      extension = written(connection, query, lease, "allocated");
    }
    try (Connection connection = source.getConnection();
        PreparedStatement query = connection.prepareStatement(LOCK)) {
      query.setString(1, extension);
      written(connection, query, null, "released");
    }
  }

  private static String written(
      Connection connection, PreparedStatement query, String lease, String event)
      throws SQLException {
    try (var rows = query.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("no such extension");
      }
      String extension = rows.getString(1);
      write(connection, extension, rows.getLong(2) + 1, lease, event);
      connection.commit();
      return extension;
    }
  }

  private static void write(
      Connection connection, String extension, long version, String lease, String event)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(UPDATE);
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      update.setLong(1, version);
      update.setString(2, lease);
      update.setString(3, extension);
      update.executeUpdate();
      insert.setString(1, extension);
      insert.setLong(2, version);
      insert.setString(3, event);
      insert.setString(4, UUID.randomUUID().toString());
      insert.setString(5, lease);
      insert.setString(6, facts(lease));
      insert.executeUpdate();
    }
  }

  private static String facts(String lease) {
    String held =
        lease == null
            ? "null"
            : "{\"id\":\""
                + lease
                + "\",\"holder\":\"\",\"clientAddress\":\"127.0.0.1\",\"phase\":\"pending\"}";
    return "{\"lease\":" + held + ",\"contacts\":[],\"channels\":[]}";
  }

  @Override
  public void close() {
    source.close();
  }
}
