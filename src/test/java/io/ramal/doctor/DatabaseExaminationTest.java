package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.database.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A database as it should be, and broken in one way at a time. */
class DatabaseExaminationTest {

  private static final InstantSource CLOCK = InstantSource.system();

  @ParameterizedTest
  @EnumSource
  void findsNothingWrongWithASchemaThatIsCurrent(TestDatabase kind) {
    var settings = kind == TestDatabase.H2 ? kind.migrated() : leastRights();

    assertEquals(List.of(), found(settings));
    assertTrue(examined(settings).section().seen().contains("schema current"));
  }

  @ParameterizedTest
  @EnumSource
  void readsThePoolOfEachPbx(TestDatabase kind) {
    var settings = kind.migrated();
    execute(settings, "INSERT INTO pbx (pbx) VALUES ('north'), ('south')");
    extension(settings, "3000", "north", true);
    extension(settings, "3001", "north", false);
    extension(settings, "3002", "south", true);

    assertEquals(Optional.of(new TreeSet<>(Set.of("3000"))), examined(settings).pool("north"));
  }

  private static void extension(
      DatabaseSettings settings, String name, String pbx, boolean configured) {
    execute(
        settings,
        """
        INSERT INTO extensions (extension, pbx, version, state, state_since, free_since, available,
               verified, configured, fixed, contact_count, channel_count, disowned_count)
        VALUES (?, ?, 1, 'free', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, ?, TRUE, ?, FALSE, 0, 0, 0)
        """,
        name,
        pbx,
        configured,
        configured);
  }

  @ParameterizedTest
  @EnumSource
  void findsThatThereIsNoSchemaAndMakesNone(TestDatabase kind) {
    var settings = kind.empty();
    try (Database database = Databases.open(settings)) {
      database.inTransaction(transaction -> transaction.query("SELECT 1 AS made"));
    }

    assertEquals(List.of("note database-schema"), found(settings));
    assertEquals(List.of("note database-schema"), found(settings));
    assertEquals(3, Databases.migrate(settings));
  }

  @ParameterizedTest
  @EnumSource
  void findsAnOlderSchemaAndDoesNotMigrateIt(TestDatabase kind) {
    var settings = kind.migrated();
    execute(settings, "DELETE FROM flyway_schema_history WHERE version = '3'");

    assertEquals(List.of("warning database-schema"), found(settings));
    assertEquals(List.of("warning database-schema"), found(settings));
  }

  @ParameterizedTest
  @EnumSource
  void findsAChangedSchema(TestDatabase kind) {
    var settings = kind.migrated();
    execute(settings, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

    assertEquals(List.of("error database-schema"), found(settings));
    assertTrue(finding(settings).what().contains("changed"), finding(settings).what());
  }

  @ParameterizedTest
  @EnumSource
  void findsANewerSchema(TestDatabase kind) {
    var settings = kind.migrated();
    execute(
        settings,
        """
        INSERT INTO flyway_schema_history
        SELECT 99, '99', 'from the future', type, 'V99__future.sql', 7, installed_by, installed_on,
               1, success
          FROM flyway_schema_history
         WHERE version = '1'
        """);

    assertEquals(List.of("error database-schema"), found(settings));
    assertTrue(finding(settings).what().contains("newer"), finding(settings).what());
  }

  @Test
  void findsThatThereIsNoFileAndMakesNone(@TempDir Path directory) {
    var settings =
        DatabaseSettings.of("jdbc:h2:file:" + directory.resolve("data/ramal"), "ramal", "");

    assertEquals(List.of("note database-schema"), found(settings));
    assertFalse(Files.exists(directory.resolve("data")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GRANT UPDATE ON extension_history TO runtime | warning database-history-rights | UPDATE, DELETE, TRUNCATE
          GRANT DELETE ON extension_history TO runtime | warning database-history-rights | UPDATE, DELETE, TRUNCATE
          REVOKE INSERT ON extension_history FROM runtime | error database-rights | bin/ramal migrate
          REVOKE EXECUTE ON FUNCTION make_history_partitions FROM runtime | error database-rights | bin/ramal migrate
          ALTER TABLE extension_history DISABLE TRIGGER append_only | error database-append-only | ENABLE TRIGGER
          DROP TRIGGER append_only_truncate ON pbx_link_history | error database-append-only | ENABLE TRIGGER
          ALTER ROLE runtime SET synchronous_commit = off | error database-synchronous-commit | RESET synchronous_commit
          ALTER ROLE runtime SUPERUSER | warning database-role | DB_MIGRATE_USER
          """)
  void findsWhatIsWrongWithARoleOrATableAndNothingElse(String sql, String check, String fix) {
    var settings = leastRights();
    TestPostgres.execute(superuser(settings), sql.replace("runtime", settings.user()));

    assertEquals(List.of(check), found(settings));
    assertTrue(finding(settings).fix().contains(fix), finding(settings).fix());
  }

  @Test
  void notesThatTheServiceOwnsItsTables() {
    var settings = leastRights();
    var owner =
        DatabaseSettings.of(
            settings.url(), settings.migrateUser().orElseThrow(), settings.migratePassword());

    assertEquals(List.of("note database-role"), found(owner));
  }

  @Test
  void findsThatNoMonthIsMadeAhead() {
    var settings = leastRights();
    TestPostgres.execute(
        superuser(settings),
        """
        DO $$ BEGIN
          EXECUTE 'DROP TABLE extension_history_' || to_char(
              date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month', 'YYYY_MM');
        END $$
        """);

    assertEquals(List.of("warning database-partitions"), found(settings));
  }

  @ParameterizedTest
  @CsvSource({"-20", "20"})
  void findsAClockThatIsOff(long seconds) {
    InstantSource clock = () -> Instant.now().plusSeconds(seconds);
    Section section = new DatabaseExamination(leastRights(), clock).examine().section();

    assertEquals(List.of("warning clock-database"), found(section));
    String sign = seconds > 0 ? "clock -" : "clock +";
    assertTrue(section.seen().contains(sign), section.seen());
  }

  @Test
  void findsAWrongPassword() {
    var right = leastRights();
    var wrong = DatabaseSettings.of(right.url(), right.user(), "wrong");

    assertEquals(List.of("error database-login"), found(wrong));
  }

  @Test
  void findsADatabaseThatIsAway() {
    var away = DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/ramal", "ramal", "");

    assertEquals(List.of("error database-reachable"), found(away));
  }

  private static DatabaseSettings leastRights() {
    DatabaseSettings settings = TestPostgres.twoRoles();
    Databases.migrate(settings);
    return settings;
  }

  /** The role that may do anything, in the same database. */
  private static DatabaseSettings superuser(DatabaseSettings settings) {
    DatabaseSettings any = TestPostgres.emptyDatabase();
    return DatabaseSettings.of(settings.url(), any.user(), any.password());
  }

  private static void execute(DatabaseSettings settings, String sql, Object... parameters) {
    try (Database database = Databases.open(settings)) {
      database.inTransaction(transaction -> transaction.update(sql, parameters));
    }
  }

  private static DatabaseExamination.Outcome examined(DatabaseSettings settings) {
    return new DatabaseExamination(Databases.onlyToLook(settings), CLOCK).examine();
  }

  private static Finding finding(DatabaseSettings settings) {
    return examined(settings).section().findings().getFirst();
  }

  private static List<String> found(DatabaseSettings settings) {
    return found(examined(settings).section());
  }

  private static List<String> found(Section section) {
    return section.findings().stream()
        .map(finding -> finding.severity().word() + " " + finding.check())
        .toList();
  }
}
