package io.ramal.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with a PostgreSQL. */
record Postgres(PostgresSight sight) {

  private static final long OLDEST = 150_000;
  private static final String TWO_ROLES =
      "docs/operations.md, Databases: a role of its own for migrations (DB_MIGRATE_USER), and"
          + " DB_USER without its rights";

  List<Finding> findings() {
    return Stream.of(version(), role(), grants(), triggers(), fsync(), pages(), commit(), months())
        .flatMap(Optional::stream)
        .toList();
  }

  String said() {
    String kind = sight.superuser() ? "a superuser" : sight.owner() ? "the owner" : "least rights";
    return "PostgreSQL " + sight.version() + ", role " + sight.role() + " (" + kind + ")";
  }

  private Optional<Finding> version() {
    return wrong(
        sight.versionNumber() < OLDEST,
        Finding.error(
            "database-version",
            "PostgreSQL " + sight.version() + " is too old",
            "Ramal is tried with 15 and newer.",
            "upgrade the server to PostgreSQL 15 or newer"));
  }

  private Optional<Finding> role() {
    if (sight.superuser()) {
      return Optional.of(
          Finding.warning(
              "database-role",
              "DB_USER " + sight.role() + " is a superuser",
              "It can switch off whatever keeps the history from being changed, and read every"
                  + " other database.",
              TWO_ROLES));
    }
    return wrong(
        sight.owner(),
        Finding.note(
            "database-role",
            "DB_USER " + sight.role() + " owns the tables",
            "An owner can drop the triggers that keep the history from being changed.",
            TWO_ROLES));
  }

  private Optional<Finding> grants() {
    boolean granted = sight.changesHistory() && !sight.owner() && !sight.superuser();
    return granted
        ? Optional.of(
            Finding.warning(
                "database-history-rights",
                "DB_USER " + sight.role() + " was granted more than reading and appending history",
                "Only the triggers then keep the history from being changed.",
                "as the owner: REVOKE UPDATE, DELETE, TRUNCATE ON extension_history FROM "
                    + sight.role()))
        : wrong(
            !sight.rightsComplete(),
            Finding.error(
                "database-rights",
                "DB_USER " + sight.role() + " lacks rights on the tables of Ramal",
                "Changes of extensions cannot be recorded, so clients get a 503.",
                "as DB_MIGRATE_USER: bin/ramal migrate grants them; or see"
                    + " db/migration/postgresql/afterMigrate.sql"));
  }

  private Optional<Finding> triggers() {
    return wrong(
        !sight.triggersOn(),
        Finding.error(
            "database-append-only",
            "a trigger that keeps the history from being changed is off or gone",
            "Rows of the history can then be changed or deleted without a sign.",
            "as the owner: ALTER TABLE extension_history ENABLE TRIGGER ALL (and"
                + " pbx_link_history); then bin/ramal verify"));
  }

  private Optional<Finding> fsync() {
    return setting("database-fsync", "fsync", sight.fsync(), "postgresql.conf: fsync = on");
  }

  private Optional<Finding> pages() {
    return setting(
        "database-full-page-writes",
        "full_page_writes",
        sight.fullPageWrites(),
        "postgresql.conf: full_page_writes = on");
  }

  private Optional<Finding> commit() {
    String line =
        switch (sight.synchronousCommitSource()) {
          case "user", "database user" ->
              "ALTER ROLE " + sight.role() + " RESET synchronous_commit";
          case "database" -> "ALTER DATABASE ... RESET synchronous_commit";
          case "client" -> "DB_URL: take synchronous_commit out of its options";
          default -> "postgresql.conf: synchronous_commit = on";
        };
    return setting(
        "database-synchronous-commit", "synchronous_commit", sight.synchronousCommit(), line);
  }

  private static Optional<Finding> setting(String check, String name, String value, String line) {
    return wrong(
        value.equals("off"),
        Finding.error(
            check,
            name + " is off",
            "What clients were told can be lost when the server or its machine crashes.",
            line));
  }

  private Optional<Finding> months() {
    return wrong(
        !sight.nextMonth(),
        Finding.warning(
            "database-partitions",
            "the history has no partition for the next month",
            "Its rows then go into the default partition, which grows.",
            "serve makes three months ahead every six hours; as the owner: SELECT"
                + " make_history_partitions(3)"));
  }

  private static Optional<Finding> wrong(boolean isWrong, Finding finding) {
    return isWrong ? Optional.of(finding) : Optional.empty();
  }
}
