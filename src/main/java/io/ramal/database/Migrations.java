package io.ramal.database;

import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the schema up to date with Flyway, as the role that owns it. */
record Migrations(DatabaseSettings settings, Dialect dialect) {

  int migrate() {
    try {
      return migrated();
    } catch (FlywayValidateException changed) {
      throw new SchemaException(
          "the schema is not the one this version of Ramal knows: it is newer, or a migration was"
              + " changed after it had run; start the version that wrote it, or restore the"
              + " database ("
              + firstLine(changed)
              + ")",
          changed);
    } catch (FlywayException failure) {
      throw explained(failure);
    }
  }

  /** What there is; changes nothing. */
  SchemaState state() {
    try {
      return SchemaLook.at(flyway(settings.user(), settings.password()));
    } catch (FlywayException failure) {
      return SchemaLook.ofNoDatabase(failure).orElseThrow(() -> explained(failure));
    }
  }

  private int migrated() {
    Flyway runtime = flyway(settings.user(), settings.password());
    if (current(runtime)) {
      return 0;
    }
    String owner = settings.migrateUser().orElse(settings.user());
    boolean other = settings.migrateUser().isPresent();
    return flyway(owner, other ? settings.migratePassword() : settings.password())
        .migrate()
        .migrationsExecuted;
  }

  private static boolean current(Flyway flyway) {
    var info = flyway.info();
    boolean anything = info.applied().length > 0;
    boolean pending = info.pending().length > 0;
    if (anything && !pending) {
      flyway.validate();
    }
    return anything && !pending;
  }

  private Flyway flyway(String user, String password) {
    return Flyway.configure()
        .dataSource(Dialect.opened(settings.url()), user, password)
        .locations("classpath:db/migration/common", "classpath:db/migration/" + dialect.word())
        .failOnMissingLocations(true)
        .ignoreMigrationPatterns(new String[0])
        .placeholders(Map.of("runtime_role", settings.user()))
        .load();
  }

  private static RuntimeException explained(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        RuntimeException wrapped = new IllegalStateException(sql.getMessage(), sql);
        var known = Failures.inStatement(wrapped);
        return known.kind() == DatabaseException.Kind.UNAVAILABLE
            ? known
            : new SchemaException(
                "the database refused: "
                    + firstLine(sql)
                    + "; check DB_URL, DB_USER, DB_PASSWORD"
                    + " (and DB_MIGRATE_USER, where the tables have an owner of their own)",
                failure);
      }
    }
    return new SchemaException(
        "the schema could not be brought up to date: " + firstLine(failure), failure);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
