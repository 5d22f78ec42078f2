package io.ramal.doctor;

import io.ramal.database.DatabaseSettings;
import io.ramal.database.SchemaState;

/** Why a database cannot be looked into. */
final class SchemaFindings {

  private static final String CHECK = "database-schema";

  private SchemaFindings() {}

  static Finding of(SchemaState state) {
    return switch (state) {
      case CURRENT -> throw new IllegalArgumentException("nothing is wrong with that");
      case OLDER ->
          Finding.warning(
              CHECK,
              "the schema is older than this version of Ramal",
              "Nothing else of the database was looked at.",
              "bin/ramal migrate (serve does it at its start)");
      case NEWER ->
          Finding.error(
              CHECK,
              "the schema is newer than this version of Ramal",
              "Serve refuses to start on it.",
              "start the version that migrated it, or restore the database");
      case CHANGED ->
          Finding.error(
              CHECK,
              "a migration was changed after it had run",
              "The schema is not the one that this version knows, and serve refuses to start on"
                  + " it.",
              "restore the database, or start the version that wrote it");
      case MISSING ->
          Finding.note(
              CHECK,
              "the database has no schema yet",
              "Nothing else of it was looked at.",
              "bin/ramal migrate (serve does it at its start)");
      case ABSENT ->
          Finding.note(
              CHECK,
              "there is no database yet",
              "Nothing of it could be looked at.",
              "bin/ramal migrate (serve does it at its start)");
      case IN_USE ->
          Finding.note(
              "database-in-use",
              "the database cannot be looked at: another process has its file open",
              "One process at a time can open an H2 file; mostly that is Ramal itself, at work.",
              "stop the server and run this again, or use PostgreSQL");
    };
  }

  static Finding refused(String why) {
    return Finding.error(
        "database-login",
        why,
        "Ramal does not start without its database.",
        "DB_URL, DB_USER, DB_PASSWORD");
  }

  static Finding away(DatabaseSettings settings, String why) {
    return Finding.error(
        "database-reachable",
        "the database is away: " + why,
        "Nobody is given an extension without it.",
        "start it, or correct DB_URL (user " + settings.user() + ")");
  }
}
