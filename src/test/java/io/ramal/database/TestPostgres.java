package io.ramal.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One real PostgreSQL for all tests of this JVM: a container where there is an engine, otherwise an
 * embedded server. Each caller gets a database of its own.
 */
public final class TestPostgres {

  private static final String IMAGE = "postgres:18";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final TestPostgres SERVER = start();

  private final String url;
  private final String user;
  private final String password;

  private TestPostgres(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /** An empty database, with a superuser. */
  public static DatabaseSettings emptyDatabase() {
    return created("");
  }

  /** A database with the schema and nothing in it, copied from one that was migrated once. */
  public static DatabaseSettings migratedDatabase() {
    return created(" TEMPLATE " + Template.NAME);
  }

  private static DatabaseSettings created(String like) {
    String name = "ramal_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    execute(
        SERVER.url + "postgres", SERVER.user, SERVER.password, "CREATE DATABASE " + name + like);
    return settings(name);
  }

  private static DatabaseSettings settings(String name) {
    return DatabaseSettings.of(SERVER.url + name, SERVER.user, SERVER.password);
  }

  /** An empty database with an owner of its own, and a run-time role that owns nothing. */
  public static DatabaseSettings twoRoles() {
    DatabaseSettings database = emptyDatabase();
    String name = database.url().substring(SERVER.url.length());
    execute(database, "CREATE ROLE " + name + "_owner LOGIN PASSWORD 'owner-secret'");
    execute(database, "CREATE ROLE " + name + "_runtime LOGIN PASSWORD 'runtime-secret'");
    execute(database, "ALTER DATABASE " + name + " OWNER TO " + name + "_owner");
    return new DatabaseSettings(
        database.url(),
        name + "_runtime",
        "runtime-secret",
        Optional.of(name + "_owner"),
        "owner-secret",
        4);
  }

  /** Migrated when it is first asked for. */
  private static final class Template {

    private static final String NAME = migrated();

    private static String migrated() {
      DatabaseSettings template = emptyDatabase();
      Databases.migrate(template);
      return template.url().substring(SERVER.url.length());
    }
  }

  /** Runs a statement on a connection of its own. */
  public static void execute(DatabaseSettings settings, String sql) {
    execute(settings.url(), settings.user(), settings.password(), sql);
  }

  private static void execute(String url, String user, String password, String sql) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql, failure);
    }
  }

  private static TestPostgres start() {
    return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
  }

  private static TestPostgres container() {
    var container = new PostgreSQLContainer(IMAGE);
    container.start();
    String base = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432);
    return new TestPostgres(base + "/", container.getUsername(), container.getPassword());
  }

  private static TestPostgres embedded() {
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("hba_file", accessRules().toString())
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "200")
              .start();
      return new TestPostgres(
          "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/", "postgres", "postgres");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The superuser may do anything, as everybody may by default; others need their password. */
  private static Path accessRules() throws IOException {
    Path rules = Files.createTempFile("ramal-pg-hba", ".conf");
    rules.toFile().deleteOnExit();
    return Files.writeString(
        rules,
        """
        host all postgres all trust
        host all all      all scram-sha-256
        """);
  }
}
