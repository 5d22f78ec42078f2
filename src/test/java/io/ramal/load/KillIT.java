package io.ramal.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.database.TestPostgres;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pool.PoolReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** kill -9 of the server under load: what was acknowledged is in the history, and it is whole. */
class KillIT {

  private static final int ROUNDS = Boolean.getBoolean("ramal.long") ? 50 : 3;
  private static final int CLIENTS = 16;
  private static final int LEAST_ANSWERS = 50;
  private static final int MOST_ANSWERS_MORE = 400;
  private static final String EXTENSIONS = "1000-1999";

  private static final String REQUEST_IDS =
      "SELECT request_id, extension FROM extension_history WHERE request_id IS NOT NULL";

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatWasAcknowledgedSurvivesTheKill(TestDatabase kind) {
    DatabaseSettings database = database(kind);
    long seed = System.nanoTime();
    var random = new Random(seed);
    Set<String> acknowledged = Clients.noneAcknowledged();
    System.out.println("Kills on " + kind + " with seed " + seed);
    for (int round = 0; round < ROUNDS; round++) {
      int enough = acknowledged.size() + LEAST_ANSWERS + random.nextInt(MOST_ANSWERS_MORE);
      killedUnderLoad(database, "k" + round, acknowledged, enough);
      assertNothingIsMissing(database, acknowledged);
    }
    System.out.println(
        acknowledged.size() + " answers over " + ROUNDS + " kills on " + kind + ", none lost");
  }

  /** The planted bug: H2 as it is by default answers before it has written. */
  @Test
  void anH2ThatDelaysItsWritesIsCaught() {
    DatabaseSettings careless = h2("");
    Set<String> acknowledged = Clients.noneAcknowledged();
    killedUnderLoad(careless, "careless", acknowledged, MOST_ANSWERS_MORE);
    try (Database database = Databases.open(careless)) {
      assertNotEquals(Set.of(), missing(database, acknowledged));
    }
  }

  /** H2 in a file, with the options of the default URL; in memory nothing could survive. */
  private DatabaseSettings database(TestDatabase kind) {
    return switch (kind) {
      case H2 -> h2(";WRITE_DELAY=0");
      case POSTGRESQL -> TestPostgres.emptyDatabase();
    };
  }

  private DatabaseSettings h2(String option) {
    String url = "jdbc:h2:file:" + folder.resolve("ramal") + ";MODE=PostgreSQL";
    return DatabaseSettings.of(
        url + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" + option, "ramal", "");
  }

  private void killedUnderLoad(
      DatabaseSettings database, String name, Set<String> acknowledged, int enough) {
    try (var server = RamalProcess.start(database, EXTENSIONS, folder.resolve("serve.log"));
        var clients = new Clients(server.base(), CLIENTS, name, acknowledged)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> acknowledged.size() >= enough);
      server.kill();
      await().until(() -> clients.refused() > 0);
    }
  }

  private static void assertNothingIsMissing(DatabaseSettings settings, Set<String> acknowledged) {
    try (Database database = Databases.open(settings)) {
      assertEquals(Set.of(), missing(database, acknowledged));
      assertInstanceOf(Verdict.Proven.class, new Verifier(database, PoolReader::all).verify());
    }
  }

  private static Set<String> missing(Database database, Set<String> acknowledged) {
    var missing = new TreeSet<>(acknowledged);
    missing.removeAll(recordedRequests(database));
    return missing;
  }

  /** All requests in the history, each with the extension. */
  static Set<String> recordedRequests(Database database) {
    return database.inTransaction(transaction -> transaction.query(REQUEST_IDS)).stream()
        .map(row -> row.text("request_id") + " " + row.text("extension"))
        .collect(Collectors.toSet());
  }
}
