package io.ramal.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** The door of this room: brings schemas up to date and opens databases. */
public final class Databases {

  private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;
  private static final long VALIDATION_TIMEOUT_MILLIS = 1_000;

  private Databases() {}

  /**
   * Brings the schema up to date, or finds that it is.
   *
   * @return how many migrations were applied
   * @throws SchemaException when it cannot be used: its message is for the operator
   * @throws DatabaseException of kind UNAVAILABLE when the database is away
   */
  public static int migrate(DatabaseSettings settings) {
    return new Migrations(settings, Dialect.of(settings.url())).migrate();
  }

  /**
   * The same database for looking at it only: none is made where there is none, and nothing in a
   * file is changed. (A PostgreSQL is looked at in a snapshot, which is read-only.)
   */
  public static DatabaseSettings onlyToLook(DatabaseSettings settings) {
    return new DatabaseSettings(
        Dialect.onlyToLook(settings.url()),
        settings.user(),
        settings.password(),
        settings.migrateUser(),
        settings.migratePassword(),
        1);
  }

  /**
   * How the schema stands; changes nothing.
   *
   * @throws SchemaException when the database refuses: its message is for the operator
   * @throws DatabaseException of kind UNAVAILABLE when the database is away
   */
  public static SchemaState schema(DatabaseSettings settings) {
    return new Migrations(settings, Dialect.of(settings.url())).state();
  }

  /** Opens the database; connections are made when they are needed. */
  public static Database open(DatabaseSettings settings) {
    return open(settings, UnaryOperator.identity());
  }

  /** The same, with a clock that may say another time than the database's, for tests. */
  public static Database open(DatabaseSettings settings, UnaryOperator<Instant> clock) {
    var source = new HikariDataSource(pool(settings));
    DbClient client = JdbcClientBuilder.create().connectionPool(new Connections(source)).build();
    return new ClientDatabase(client, Dialect.of(settings.url()), clock);
  }

  static HikariConfig pool(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("ramal");
    config.setJdbcUrl(Dialect.opened(settings.url()));
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setValidationTimeout(VALIDATION_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    return config;
  }
}
