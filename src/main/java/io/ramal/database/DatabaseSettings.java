package io.ramal.database;

import java.util.Optional;

/**
 * Where the database is.
 *
 * @param url JDBC URL of H2 or PostgreSQL
 * @param user the run-time role
 * @param password of the run-time role
 * @param migrateUser the role that owns the tables, where it is another one
 * @param migratePassword of that role
 * @param poolSize how many connections at most
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    Optional<String> migrateUser,
    String migratePassword,
    int poolSize) {

  /** One role for everything, and connections enough for a server. */
  public static DatabaseSettings of(String url, String user, String password) {
    return new DatabaseSettings(url, user, password, Optional.empty(), "", 12);
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + url + ", user " + user + "]";
  }
}
