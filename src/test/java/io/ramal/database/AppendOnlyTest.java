package io.ramal.database;

import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.history.LinkEntry;
import io.ramal.history.LinkRows;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pool.PoolReader;
import io.ramal.pool.TestPool;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The database itself refuses to change history, to the service and to the owner of the tables. */
class AppendOnlyTest {

  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String FAR_AWAY =
      """
      INSERT INTO extension_history
      SELECT id + 1000, extension, version + 1000, event, from_state, to_state, occurred_at,
             recorded_at + interval '50 years', source, actor, request_id, client_address, lease_id,
             holder, pbx, channel, uniqueid, linkedid, contact_uri, user_agent, cause, detail, facts,
             hash_algorithm, hash
        FROM extension_history
       WHERE id = 1
      """;

  /** A pool that has run, with the run-time role, in a database of an owner. */
  private static DatabaseSettings used() {
    var settings = TestPostgres.twoRoles();
    Databases.migrate(settings);
    try (var pool = TestPool.on(settings, "3000")) {
      run(pool);
    }
    return settings;
  }

  private static void run(TestPool pool) {
    pool.ask("tab-1");
    pool.heard("3000", seen("A"), gone("A"));
    var entry =
        new LinkEntry(
            "default", "connected", "me", 1, 1, OptionalInt.empty(), OptionalInt.empty(), "");
    pool.database()
        .inTransaction(
            t -> {
              new LinkRows().append(t, entry);
              return true;
            });
  }

  private static DatabaseSettings owner(DatabaseSettings settings) {
    return DatabaseSettings.of(
        settings.url(), settings.migrateUser().orElseThrow(), settings.migratePassword());
  }

  private static void execute(DatabaseSettings settings, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void refused(DatabaseSettings settings, String sql) {
    var refusal = assertThrows(SQLException.class, () -> execute(settings, sql), sql);
    assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSQLState(), () -> sql + ": " + refusal);
  }

  /** Whatever could change a table of history. */
  private static List<String> changes(String table) {
    return List.of(
        "UPDATE " + table + " SET detail = 'x'",
        "UPDATE " + table + " SET id = id",
        "DELETE FROM " + table,
        "TRUNCATE TABLE " + table);
  }

  private static List<String> tables() {
    return List.of(
        "extension_history",
        "extension_history_default",
        partition(YearMonth.now(ZoneOffset.UTC)),
        "pbx_link_history");
  }

  private static String partition(YearMonth month) {
    return "extension_history_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  @Test
  void theServiceCannotChangeHistoryOnPostgres() {
    var settings = used();
    for (String table : tables()) {
      changes(table).forEach(change -> refused(settings, change));
    }
    refused(settings, "TRUNCATE TABLE extension_history CASCADE");
    refused(settings, "ALTER TABLE extension_history DISABLE TRIGGER ALL");
    refused(settings, "SET session_replication_role = replica");
    refused(settings, "DROP TRIGGER append_only ON extension_history");
    refused(settings, "DROP TABLE " + partition(YearMonth.now(ZoneOffset.UTC)));
  }

  @Test
  void theOwnerCannotChangeHistoryByAStatementOnPostgres() throws SQLException {
    var settings = used();
    execute(settings, FAR_AWAY);
    for (String table : tables()) {
      changes(table).forEach(change -> refused(owner(settings), change));
    }
    refused(owner(settings), "TRUNCATE TABLE extension_history, pbx_link_history CASCADE");
    refused(owner(settings), "SET session_replication_role = replica");
    refused(
        owner(settings),
        "INSERT INTO extension_history SELECT * FROM extension_history WHERE id = 1"
            + " ON CONFLICT (id, recorded_at) DO UPDATE SET detail = 'x'");
  }

  @Test
  void nobodyCanChangeHistoryByAStatementOnH2() {
    try (var pool = TestPool.of(TestDatabase.H2, "3000")) {
      run(pool);
      for (String table : List.of("extension_history", "pbx_link_history")) {
        for (String change : changes(table)) {
          assertThrows(SQLException.class, () -> execute(pool.settings(), change), change);
        }
        String merge =
            "MERGE INTO "
                + table
                + " AS h USING (SELECT 1 AS id) AS x ON h.id = x.id"
                + " WHEN MATCHED THEN DELETE";
        refused(pool.settings(), merge);
      }
      assertInstanceOf(
          Verdict.Proven.class, new Verifier(pool.database(), PoolReader::all).verify());
    }
  }

  @Test
  void theServiceRunsWithNothingButItsGrants() {
    var settings = TestPostgres.twoRoles();
    Databases.migrate(settings);
    try (var pool = TestPool.on(settings, "3000", "3001")) {
      run(pool);

      assertEquals("3000", pool.ask("tab-1"));
      assertTrue(pool.release("3000"));
      assertEquals(2, pool.pool().reset(TestPool.API));
      assertInstanceOf(
          Verdict.Proven.class, new Verifier(pool.database(), PoolReader::all).verify());
    }
  }

  @Test
  void theServiceOwnsNothingAndMakesNothing() {
    var settings = used();

    refused(settings, "CREATE TABLE mine (id BIGINT)");
    refused(settings, "DELETE FROM extensions");
    refused(settings, "DELETE FROM history_head");
    refused(settings, "INSERT INTO history_head SELECT 'x', 0, '', now()");
    refused(settings, "UPDATE flyway_schema_history SET checksum = 1");
    refused(settings, "SELECT make_history_partition('x', 'DEFAULT')");
    refused(settings, "SELECT guard_history_table('extensions')");
  }

  @Test
  void theMonthsAheadAreMadeAndTheServiceCanHaveMoreMade() {
    var settings = used();
    try (var database = Databases.open(settings)) {
      var month = YearMonth.now(ZoneOffset.UTC);
      var expected = new ArrayList<>(List.of("extension_history_default"));
      for (int ahead = 0; ahead <= 3; ahead++) {
        expected.add(partition(month.plusMonths(ahead)));
      }
      expected.sort(null);
      assertEquals(expected, partitions(database));

      assertEquals(2, make(database, 5));
      assertEquals(0, make(database, 5));
      assertTrue(partitions(database).contains(partition(month.plusMonths(5))));
    }
  }

  private static long make(Database database, long months) {
    String sql = "SELECT make_history_partitions(CAST(? AS INTEGER)) AS made";
    return database.inTransaction(t -> t.query(sql, months)).getFirst().number("made");
  }

  private static List<String> partitions(Database database) {
    String sql =
        """
        SELECT inhrelid::regclass::text AS name
          FROM pg_inherits
         WHERE inhparent = 'extension_history'::regclass
         ORDER BY 1
        """;
    return database.inTransaction(t -> t.query(sql)).stream().map(r -> r.text("name")).toList();
  }

  @Test
  void aPartitionMadeLaterIsGuardedToo() throws SQLException {
    var settings = used();
    try (var database = Databases.open(settings)) {
      make(database, 4);
    }
    String later = partition(YearMonth.now(ZoneOffset.UTC).plusMonths(4));
    execute(settings, FAR_AWAY.replace("50 years", "4 months"));

    changes(later).forEach(change -> refused(settings, change));
    changes(later).forEach(change -> refused(owner(settings), change));
  }

  @Test
  void aRowOutsideEveryMonthLandsInTheDefaultPartitionAndItsMonthStaysThere() throws SQLException {
    var settings = used();
    execute(settings, FAR_AWAY.replace("50 years", "4 months"));
    try (var database = Databases.open(settings)) {
      String count = "SELECT count(*) AS rows FROM extension_history_default";
      assertEquals(1, superuser(settings, count));
      assertEquals(1, make(database, 5), "the fifth month, not the fourth");
    }
  }

  /** The service itself has no right to a partition by its name. */
  private static long superuser(DatabaseSettings settings, String sql) {
    try (var database = Databases.open(owner(settings))) {
      return database.inTransaction(t -> t.query(sql)).getFirst().number("rows");
    }
  }

  @Test
  void aVersionIsThereOnceInAMonth() throws SQLException {
    var settings = used();
    String twice = FAR_AWAY.replace("50 years", "0 years").replace("version + 1000", "version");

    var refusal = assertThrows(SQLException.class, () -> execute(settings, twice));

    assertEquals("23505", refusal.getSQLState());
  }
}
