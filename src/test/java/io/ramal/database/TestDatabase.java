package io.ramal.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * A database in memory with the schema and nothing in it, made in a moment out of one that was
   * migrated before.
   */
  public static DatabaseSettings copyOfMigratedH2() {
    DatabaseSettings settings = H2.empty();
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      for (String sql : MigratedH2.SCRIPT) {
        statement.execute(sql);
      }
      return settings;
    } catch (SQLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What makes the schema, statement by statement. */
  private static final class MigratedH2 {

    static final List<String> SCRIPT = script(H2.migrated());

    private static List<String> script(DatabaseSettings settings) {
      try (Connection connection =
              DriverManager.getConnection(settings.url(), settings.user(), settings.password());
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SCRIPT")) {
        var script = new ArrayList<String>();
        while (rows.next()) {
          script.add(rows.getString(1));
        }
        return script;
      } catch (SQLException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** A database without tables. */
  public abstract DatabaseSettings empty();

  /** A database with the schema, and nothing in it. */
  public DatabaseSettings migrated() {
    DatabaseSettings settings = empty();
    Databases.migrate(settings);
    return settings;
  }
}
