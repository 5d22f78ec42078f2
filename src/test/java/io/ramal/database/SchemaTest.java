package io.ramal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.pool.TestPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema explains itself and refuses nonsense. */
class SchemaTest {

  private static final List<String> TABLES =
      List.of(
          "extension_channels",
          "extension_contacts",
          "extension_history",
          "extensions",
          "history_head",
          "pbx",
          "pbx_link_history");

  private static Connection connect(DatabaseSettings settings) throws SQLException {
    return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
  }

  @ParameterizedTest
  @EnumSource
  void everyTableAndColumnSaysWhatItMeans(TestDatabase kind) throws SQLException {
    try (var connection = connect(kind.migrated())) {
      var tables = remarks(connection.getMetaData().getTables(null, "public", null, null));
      var columns = remarks(connection.getMetaData().getColumns(null, "public", null, null));

      assertTrue(tables.keySet().containsAll(TABLES));
      assertTrue(columns.size() >= 80);
      assertEquals(List.of(), without(tables));
      assertEquals(List.of(), without(columns));
    }
  }

  /** What each table or column is remarked to be; those of Flyway and partitions are left out. */
  private static Map<String, String> remarks(ResultSet rows) throws SQLException {
    var remarks = new TreeMap<String, String>();
    boolean columns = rows.getMetaData().getColumnCount() > 12;
    while (rows.next()) {
      String table = rows.getString("TABLE_NAME");
      boolean ours = TABLES.contains(table) || table.equals("history_guard");
      if (ours) {
        String name = columns ? table + "." + rows.getString("COLUMN_NAME") : table;
        remarks.put(name, String.valueOf(rows.getString("REMARKS")));
      }
    }
    return remarks;
  }

  private static List<String> without(Map<String, String> remarks) {
    return remarks.entrySet().stream()
        .filter(entry -> entry.getValue().equals("null") || entry.getValue().isBlank())
        .map(Map.Entry::getKey)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void thereIsNoTableThatNoTestKnows(TestDatabase kind) throws SQLException {
    try (var connection = connect(kind.migrated());
        ResultSet rows =
            connection
                .getMetaData()
                .getTables(
                    null,
                    "public",
                    null,
                    new String[] {"TABLE", "BASE TABLE", "PARTITIONED TABLE"})) {
      var names = new ArrayList<String>();
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
      names.removeIf(name -> name.matches("flyway.*|history_guard|extension_history_.*"));
      names.sort(null);
      assertEquals(TABLES, names);
    }
  }

  /** Statements that only the constraint of that name refuses, on a free and a leased extension. */
  private static final String NONSENSE =
      """
      extensions_state_follows_facts: UPDATE extensions SET state = 'busy', available = FALSE
      extensions_state_follows_facts: UPDATE extensions SET contact_count = 1
      extensions_available_follows_facts: UPDATE extensions SET available = FALSE WHERE FREE
      extensions_available_follows_facts: UPDATE extensions SET available = TRUE WHERE LEASED
      extensions_available_follows_facts: UPDATE extensions SET verified = FALSE WHERE FREE
      extensions_available_follows_facts: UPDATE extensions SET fixed = TRUE WHERE FREE
      extensions_available_follows_facts: UPDATE extensions SET configured = FALSE WHERE FREE
      extensions_lease_is_whole: UPDATE extensions SET lease_holder = NULL WHERE LEASED
      extensions_lease_is_whole: UPDATE extensions SET lease_client_address = 'x' WHERE FREE
      extensions_lease_is_whole: UPDATE extensions SET lease_given_at = clock_timestamp() WHERE FREE
      extensions_lease_phase: UPDATE extensions SET lease_phase = 'given' WHERE LEASED
      extensions_lease_deadline: UPDATE extensions SET lease_expires_at = NULL WHERE LEASED
      extensions_lease_deadline: UPDATE extensions SET lease_phase = 'held' WHERE LEASED
      extensions_lease_deadline: UPDATE extensions SET lease_expires_at = clock_timestamp() WHERE FREE
      extensions_lease_once: UPDATE extensions SET lease_id = (SELECT min(lease_id) FROM extensions) WHERE LEASED
      extensions_out_of_service_is_whole: UPDATE extensions SET out_of_service_by = 'ana' WHERE FREE
      extensions_version: UPDATE extensions SET version = 0
      extensions_contact_count: UPDATE extensions SET contact_count = -1
      extensions_channel_count: UPDATE extensions SET channel_count = -1
      extensions_disowned_count: UPDATE extensions SET disowned_count = -1
      extensions_pbx: UPDATE extensions SET pbx = 'nowhere'
      extensions_pkey: INSERT INTO extensions SELECT * FROM extensions WHERE FREE
      extension_contacts_says_something: INSERT INTO extension_contacts VALUES ('3000', 'A', FALSE, FALSE, '', '', clock_timestamp())
      extension_contacts_extension: INSERT INTO extension_contacts VALUES ('nobody', 'A', TRUE, FALSE, '', '', clock_timestamp())
      extension_channels_extension: INSERT INTO extension_channels VALUES ('nobody', '1.1', 'x', '', clock_timestamp())
      pbx_synced_is_connected: UPDATE pbx SET synced = TRUE
      pbx_leader_has_deadline: UPDATE pbx SET leader = 'me'
      pbx_epoch: UPDATE pbx SET epoch = -1
      pbx_reconnect_attempts: UPDATE pbx SET reconnect_attempts = -1
      pbx_rereads: UPDATE pbx SET rereads = -1
      pbx_differences: UPDATE pbx SET differences = -1
      history_head_chain: INSERT INTO history_head VALUES ('another', 0, CAST('x' AS BYTEA), clock_timestamp())
      history_head_last_id: UPDATE history_head SET last_id = -1
      extension_history_from_state: INSERT-HISTORY from_state 'ringing'
      extension_history_to_state: INSERT-HISTORY to_state 'ringing'
      extension_history_source: INSERT-HISTORY source 'rumour'
      extension_history_version: INSERT-HISTORY version 0
      """;

  @ParameterizedTest
  @EnumSource
  void everyConstraintRefusesTheNonsenseItNames(TestDatabase kind) throws SQLException {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002");
        var connection = connect(pool.settings())) {
      pool.ask("tab-1");
      pool.ask("tab-2");
      for (String line : NONSENSE.lines().toList()) {
        String constraint = line.substring(0, line.indexOf(':'));
        refused(kind, connection, constraint, statement(line.substring(line.indexOf(':') + 2)));
      }
    }
  }

  private static String statement(String words) {
    String sql =
        words
            .replace("WHERE FREE", "WHERE extension = '3002'")
            .replace("WHERE LEASED", "WHERE extension IN ('3000', '3001')");
    return sql.startsWith("INSERT-HISTORY") ? history(sql.split(" ")) : sql;
  }

  /** The first row once more, with another id and version and one column of nonsense. */
  private static String history(String... words) {
    String columns =
        """
        id, extension, version, event, from_state, to_state, occurred_at, recorded_at, source, pbx,
        facts, hash_algorithm, hash\
        """;
    String values =
        columns
            .replaceFirst("^id", "id + 1000")
            .replaceFirst("version", "version + 1000")
            .replaceFirst(words[1] + "( \\+ 1000)?", words[2]);
    return "INSERT INTO extension_history ("
        + columns
        + ") SELECT "
        + values
        + " FROM extension_history WHERE id = 1";
  }

  private static void refused(
      TestDatabase kind, Connection connection, String constraint, String sql) {
    var refusal =
        assertThrows(
            SQLException.class,
            () -> {
              try (var statement = connection.createStatement()) {
                statement.execute(sql);
              }
            },
            sql);
    assertTrue(refusal.getSQLState().startsWith("23"), () -> sql + ": " + refusal);
    String named = constraint.replace("extension_history_version", "version");
    if (kind == TestDatabase.POSTGRESQL || !isNameless(constraint)) {
      assertTrue(refusal.getMessage().contains(named), () -> sql + ": " + refusal);
    }
  }

  /** H2 has names of its own for constraints that the schema gives none. */
  private static boolean isNameless(String constraint) {
    return !constraint.matches(".*_(facts|whole|phase|deadline|once|something|connected)");
  }
}
