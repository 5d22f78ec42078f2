package io.ramal.database;

import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every test of a repository runs on. */
public enum TestDatabase {
  /** In memory. */
  H2 {
    @Override
    public DatabaseSettings empty() {
      return DatabaseSettings.of(
          "jdbc:h2:mem:test" + NUMBER.incrementAndGet() + H2_OPTIONS, "sa", "");
    }
  },
  /** A real server. */
  POSTGRESQL {
    @Override
    public DatabaseSettings empty() {
      return TestPostgres.emptyDatabase();
    }

    @Override
    public DatabaseSettings migrated() {
      return TestPostgres.migratedDatabase();
    }
  };

  /** The options of the default URL; the database lives as long as the JVM. */
  public static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** A database without tables. */
  public abstract DatabaseSettings empty();

  /** A database with the schema, and nothing in it. */
  public DatabaseSettings migrated() {
    DatabaseSettings settings = empty();
    Databases.migrate(settings);
    return settings;
  }
}
