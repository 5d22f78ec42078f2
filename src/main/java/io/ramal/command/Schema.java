package io.ramal.command;

import io.ramal.database.DatabaseException;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.SchemaException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schema up to date before a command goes to work. */
record Schema(DatabaseSettings settings) {

  private static final Logger LOG = LoggerFactory.getLogger("io.ramal");
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** How many migrations were applied; refuses when the database is away. */
  int migrate() {
    DataFolder.of(settings.url()).requireWritable();
    try {
      return Databases.migrate(settings);
    } catch (SchemaException unusable) {
      throw new Refusal(Refusal.OTHER, List.of(unusable.getMessage()));
    } catch (DatabaseException away) {
      throw new Refusal(
          Refusal.OTHER,
          List.of("the database is away: " + away.getMessage() + "; start it, or correct DB_URL"));
    }
  }

  /** The same, waiting for a database that is away. */
  void migrateWhenThere() throws InterruptedException {
    DataFolder.of(settings.url()).requireWritable();
    boolean told = false;
    while (!tried(told)) {
      told = true;
      Thread.sleep(WAIT);
    }
  }

  private boolean tried(boolean told) {
    try {
      Databases.migrate(settings);
      return true;
    } catch (SchemaException unusable) {
      throw new Refusal(Refusal.OTHER, List.of(unusable.getMessage()));
    } catch (DatabaseException away) {
      if (!told) {
        LOG.warn("[RAMAL-4001] waiting for the database {}: {}", settings.url(), away.getMessage());
      }
      return false;
    }
  }
}
