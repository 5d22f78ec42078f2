package io.ramal.benchmark;

import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The databases, as an operator would have them: what is committed is on the disk. */
enum Kind {
  POSTGRESQL("PostgreSQL") {
    @Override
    DatabaseSettings empty() {
      return TestPostgres.emptyDatabase();
    }
  },
  H2("H2") {
    @Override
    DatabaseSettings empty() {
      return DatabaseSettings.of(
          "jdbc:h2:file:" + folder().resolve("ramal") + H2_OPTIONS, "ramal", "");
    }
  };

  /** The options of the default URL. */
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  abstract DatabaseSettings empty();

  /** A database with the schema, for one stage. */
  DatabaseSettings migrated() {
    DatabaseSettings settings = empty();
    Databases.migrate(settings);
    return settings;
  }

  private static Path folder() {
    try {
      Path folder = Path.of("target", "benchmark").toAbsolutePath();
      return Files.createTempDirectory(Files.createDirectories(folder), "h2-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
