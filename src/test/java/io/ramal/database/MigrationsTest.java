package io.ramal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema is brought up to date, or the start is refused with a sentence for the operator. */
class MigrationsTest {

  private static final DatabaseSettings NOWHERE =
      DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/ramal", "ramal", "secret");

  private static void execute(DatabaseSettings settings, String sql) {
    try (var database = Databases.open(settings)) {
      database.inTransaction(t -> t.update(sql));
    }
  }

  private static SchemaException refusal(DatabaseSettings settings) {
    var refusal = assertThrows(SchemaException.class, () -> Databases.migrate(settings));
    assertEquals(1, refusal.getMessage().lines().count(), refusal::getMessage);
    assertFalse(refusal.getMessage().contains("secret"), refusal::getMessage);
    return refusal;
  }

  private static void says(SchemaException refusal, String words) {
    assertTrue(refusal.getMessage().contains(words), refusal::getMessage);
  }

  @ParameterizedTest
  @EnumSource
  void makesTheSchemaFromNothingAndFindsItMadeTheSecondTime(TestDatabase kind) {
    var settings = kind.empty();

    assertEquals(3, Databases.migrate(settings));
    assertEquals(0, Databases.migrate(settings));
  }

  @ParameterizedTest
  @EnumSource
  void refusesASchemaOfWhichAMigrationWasChanged(TestDatabase kind) {
    var settings = kind.migrated();
    execute(settings, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");

    says(refusal(settings), "a migration was changed after it had run");
  }

  @ParameterizedTest
  @EnumSource
  void refusesASchemaThatANewerVersionWrote(TestDatabase kind) {
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

    says(refusal(settings), "it is newer");
  }

  @ParameterizedTest
  @EnumSource
  void refusesASchemaThatIsNotOurs(TestDatabase kind) {
    var settings = kind.empty();
    execute(settings, "CREATE TABLE extensions (id BIGINT)");

    refusal(settings);
  }

  @ParameterizedTest
  @EnumSource
  void saysThatTheDatabaseRefusedAWrongPassword(TestDatabase kind) {
    var settings =
        switch (kind) {
          case H2 -> locked(kind.migrated());
          case POSTGRESQL -> TestPostgres.twoRoles();
        };
    var wrong =
        new DatabaseSettings(settings.url(), settings.user(), "secret", Optional.empty(), "", 2);

    says(refusal(wrong), "check DB_URL, DB_USER, DB_PASSWORD");
  }

  private static DatabaseSettings locked(DatabaseSettings settings) {
    execute(settings, "ALTER USER sa SET PASSWORD 'another'");
    return settings;
  }

  @Test
  void saysThatTheOwnersPasswordIsWrong() {
    var settings = TestPostgres.twoRoles();
    var wrong =
        new DatabaseSettings(
            settings.url(), settings.user(), settings.password(), settings.migrateUser(), "no", 2);

    says(refusal(wrong), "DB_MIGRATE_USER");
  }

  @Test
  void saysThatThereIsNoSuchDatabase() {
    var settings = TestPostgres.emptyDatabase();
    var wrong = DatabaseSettings.of(settings.url() + "x", settings.user(), settings.password());

    says(refusal(wrong), "does not exist");
  }

  @Test
  void refusesAUrlOfADatabaseItDoesNotSpeakTo() {
    for (String url : new String[] {"jdbc:mysql://127.0.0.1/ramal", "ramal", "", "jdbc:h2"}) {
      says(refusal(DatabaseSettings.of(url, "ramal", "secret")), "DB_URL is not understood");
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailableAndNotAWrongSetting() {
    var failure = assertThrows(DatabaseException.class, () -> Databases.migrate(NOWHERE));

    assertEquals(DatabaseException.Kind.UNAVAILABLE, failure.kind());
    assertTrue(failure.getMessage().contains("127.0.0.1:1"), failure::getMessage);
  }

  @Test
  void theRuntimeRoleThatFindsTheSchemaMadeNeedsNoOwner() {
    var settings = TestPostgres.twoRoles();
    Databases.migrate(settings);

    var alone = DatabaseSettings.of(settings.url(), settings.user(), settings.password());
    assertEquals(0, Databases.migrate(alone));
  }

  @Test
  void passwordsAreInNoLog() {
    var settings =
        new DatabaseSettings("jdbc:h2:mem:x", "ramal", "secret", Optional.of("owner"), "secret", 2);

    assertFalse(settings.toString().contains("secret"));
  }
}
