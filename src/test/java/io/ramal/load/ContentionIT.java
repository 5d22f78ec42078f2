package io.ramal.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.database.TestPostgres;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Policy;
import io.ramal.history.HistoryRows;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pool.FakeLinks;
import io.ramal.pool.LivePool;
import io.ramal.pool.PoolReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 64 clients at once; on PostgreSQL in two processes, each with a writer of its own. */
class ContentionIT {

  private static final int CLIENTS = 64;
  private static final int OPERATIONS = Boolean.getBoolean("ramal.long") ? 200_000 : 6_000;
  private static final int ROUNDS = OPERATIONS / 2 / CLIENTS;

  /** Planted bugs show themselves soon. */
  private static final int SHORT_ROUNDS = 20;

  private static final int FEW = 8;
  private static final int ENOUGH = CLIENTS + 1;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir private Path folder;

  /** One process, one writer. */
  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnH2(int extensions) {
    assertFairOnH2(TestDatabase.H2.migrated(), extensions);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnH2InAFile(int extensions) {
    String url = "jdbc:h2:file:" + folder.resolve("ramal") + ";MODE=PostgreSQL;WRITE_DELAY=0";
    var file =
        DatabaseSettings.of(
            url + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "ramal", "");
    Databases.migrate(file);
    assertFairOnH2(file, extensions);
  }

  private static void assertFairOnH2(DatabaseSettings settings, int extensions) {
    fill(settings, extensions);
    try (var referee = new Referee()) {
      Player.Score score =
          Team.play(settings, referee.port(), "h2", CLIENTS, ROUNDS, UnaryOperator.identity());
      assertAnswered(score, extensions);
      assertFair(settings, referee);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnPostgresqlFromTwoProcesses(int extensions) throws Exception {
    DatabaseSettings settings = pool(extensions);
    try (var referee = new Referee()) {
      assertAnswered(twoProcesses(settings, referee, ROUNDS, Mutant.NONE), extensions);
      assertFair(settings, referee);
    }
  }

  @Test
  void nobodyIsTurnedAwayWhileOneIsFreeThoughSomebodyHasItLocked() throws Exception {
    DatabaseSettings settings = pool(ENOUGH);
    try (var referee = new Referee();
        var _ = new Bystander(settings)) {
      assertAnswered(twoProcesses(settings, referee, ROUNDS, Mutant.NONE), ENOUGH);
      assertFair(settings, referee);
    }
  }

  @Test
  void aMissingSecondLookIsCaught() throws Exception {
    DatabaseSettings settings = pool(ENOUGH);
    try (var referee = new Referee();
        var _ = new Bystander(settings)) {
      Player.Score score = twoProcesses(settings, referee, SHORT_ROUNDS, Mutant.NO_SECOND_LOOK);
      assertTrue(score.none().get() > 0, "nobody was turned away");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_ROW_LOCK", "NO_CHECK_UNDER_THE_LOCK"})
  void aMissingRowLockOrCheckUnderItIsCaughtByClientsThatAreRefused(Mutant mutant)
      throws Exception {
    DatabaseSettings settings = pool(FEW);
    try (var referee = new Referee()) {
      Player.Score score = twoProcesses(settings, referee, SHORT_ROUNDS, mutant);
      assertTrue(score.refused().get() > 0, "everybody was answered");
    }
  }

  @Test
  void aMissingRowLockWithNothingBehindItIsCaught() throws Exception {
    assertCaught(Mutant.NO_ROW_LOCK_DISARMED);
  }

  @Test
  void aMissingCheckUnderTheLockWithNothingBehindItIsCaught() throws Exception {
    assertCaught(Mutant.NO_CHECK_UNDER_THE_LOCK_DISARMED);
  }

  @Test
  void anAnswerBeforeTheCommitIsCaughtByAKill() throws Exception {
    assertNotEquals(List.of(), missingAfterKill(Mutant.ANSWER_BEFORE_COMMIT));
    assertEquals(List.of(), missingAfterKill(Mutant.NONE));
  }

  private static void assertAnswered(Player.Score score, int extensions) {
    assertEquals(0, score.refused().get(), "refused");
    if (extensions == ENOUGH) {
      assertEquals(0, score.none().get(), "told that there is none while there was one");
    }
  }

  private static void assertFair(DatabaseSettings settings, Referee referee) {
    assertEquals(List.of(), referee.fouls());
    try (Database database = Databases.open(settings)) {
      assertEquals(List.of(), Intervals.overlaps(database));
      assertInstanceOf(Verdict.Proven.class, new Verifier(database, PoolReader::all).verify());
      assertEquals(List.of(), missing(database, referee));
    }
  }

  private static void assertCaught(Mutant mutant) throws Exception {
    DatabaseSettings settings = pool(FEW);
    withoutThirdDefence(settings);
    try (var referee = new Referee();
        Database database = Databases.open(settings)) {
      twoProcesses(settings, referee, SHORT_ROUNDS, mutant);
      assertNotEquals(List.of(), referee.fouls(), "by the clients");
      assertNotEquals(List.of(), Intervals.overlaps(database), "by the history");
    }
  }

  private static void withoutThirdDefence(DatabaseSettings settings) {
    TestPostgres.execute(
        settings,
        """
        DO $$ DECLARE partition regclass; BEGIN
          FOR partition IN SELECT inhrelid::regclass FROM pg_inherits
                            WHERE inhparent = 'extension_history'::regclass LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', partition, partition || '_version');
          END LOOP;
        END $$
        """);
  }

  private static DatabaseSettings pool(int extensions) {
    DatabaseSettings settings = TestPostgres.migratedDatabase();
    fill(settings, extensions);
    return settings;
  }

  private static void fill(DatabaseSettings settings, int extensions) {
    var policy = new Policy(Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(60));
    try (Database database = Databases.open(settings);
        var pool = new LivePool(database, new HistoryRows(), policy, Optional.empty())) {
      database.inTransaction(
          transaction -> transaction.update("INSERT INTO pbx (pbx, epoch) VALUES ('default', 1)"));
      pool.start(new FakeLinks());
      pool.configure("default", FakeLinks.EPOCH, names(extensions), Set.of());
    }
  }

  private static Set<ExtensionName> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new ExtensionName(String.valueOf(3000 + number)))
        .collect(Collectors.toSet());
  }

  private static Player.Score twoProcesses(
      DatabaseSettings settings, Referee referee, int rounds, Mutant mutant)
      throws IOException, InterruptedException {
    var score = new Player.Score();
    long began = System.nanoTime();
    Process one = team(settings, referee, "one", rounds, mutant);
    Process two = team(settings, referee, "two", rounds, mutant);
    score.add(lastLine(one));
    score.add(lastLine(two));
    System.out.printf(
        "%s from two processes (given, none, refused: %s): %.1f s%n",
        mutant, score, (System.nanoTime() - began) / 1e9);
    long told = score.given().get() + score.none().get() + score.refused().get();
    assertTrue(told >= (long) rounds * CLIENTS, "some players gave up: " + score);
    return score;
  }

  private static String lastLine(Process team) throws IOException, InterruptedException {
    var output = new String(team.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, team.waitFor(), output);
    String last = output.strip().lines().reduce("", (_, line) -> line);
    assertTrue(last.matches("\\d+ \\d+ \\d+"), output);
    return last;
  }

  private static Process team(
      DatabaseSettings settings, Referee referee, String name, int rounds, Mutant mutant)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Team.class.getName(),
            settings.url(),
            settings.user(),
            settings.password(),
            String.valueOf(referee.port()),
            name,
            String.valueOf(CLIENTS / 2),
            String.valueOf(rounds),
            mutant.name())
        .redirectErrorStream(true)
        .start();
  }

  private static List<String> missingAfterKill(Mutant mutant) throws Exception {
    DatabaseSettings settings = pool(ENOUGH);
    try (var referee = new Referee();
        Database database = Databases.open(settings)) {
      Process team = team(settings, referee, "killed", Integer.MAX_VALUE, mutant);
      await().atMost(PATIENCE).until(() -> referee.acknowledged().size() > 500);
      team.destroyForcibly().onExit().join();
      return missing(database, referee);
    }
  }

  private static List<String> missing(Database database, Referee referee) {
    var missing = new TreeSet<>(referee.acknowledged());
    missing.removeAll(KillIT.recordedRequests(database));
    return List.copyOf(missing);
  }
}
