package io.ramal.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.extension.ExtensionName;
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

/** 64 clients on one pool, with a referee between them and judges of the history behind them. */
final class Contest implements AutoCloseable {

  static final int CLIENTS = 64;

  /** So few extensions that most clients find none. */
  static final int FEW = 8;

  /** One extension more than clients that have one each: there is always one available. */
  static final int ENOUGH = CLIENTS + 1;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int ANSWERS_BEFORE_KILL = 500;

  private final DatabaseSettings settings;
  private final int extensions;
  private final Referee referee = new Referee(CLIENTS);

  /** On a database with the schema and nothing in it. */
  Contest(DatabaseSettings settings, int extensions) {
    this.settings = settings;
    this.extensions = extensions;
    fill(settings, extensions);
  }

  static Contest onPostgresql(int extensions) {
    return new Contest(TestDatabase.POSTGRESQL.migrated(), extensions);
  }

  /** Puts so many extensions into the pool. */
  static void fill(DatabaseSettings settings, int extensions) {
    try (Database database = Databases.open(settings);
        var pool = new LivePool(database, new HistoryRows(), Team.POLICY, Optional.empty())) {
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

  DatabaseSettings settings() {
    return settings;
  }

  /** All clients in this process. */
  Player.Score oneProcess(int rounds) {
    return Team.play(settings, referee.port(), "one", CLIENTS, rounds, UnaryOperator.identity());
  }

  /** Half of the clients in each of two processes, each with a writer of its own. */
  Player.Score twoProcesses(int rounds, Mutant mutant) throws IOException, InterruptedException {
    var score = new Player.Score();
    Process one = team("one", CLIENTS / 2, rounds, mutant);
    Process two = team("two", CLIENTS / 2, rounds, mutant);
    score.add(lastLine(one));
    score.add(lastLine(two));
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

  private Process team(String name, int players, int rounds, Mutant mutant) throws IOException {
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
            String.valueOf(players),
            String.valueOf(rounds),
            mutant.name())
        .redirectErrorStream(true)
        .start();
  }

  /** What clients had been answered and the history does not have, after a kill -9 amid it all. */
  List<String> lostByKill(Mutant mutant) throws IOException {
    Process team = team("killed", CLIENTS, Integer.MAX_VALUE, mutant);
    await().atMost(PATIENCE).until(() -> referee.acknowledged().size() > ANSWERS_BEFORE_KILL);
    team.destroyForcibly().onExit().join();
    try (Database database = Databases.open(settings)) {
      return less(referee.acknowledged(), KillIT.recordedRequests(database));
    }
  }

  /** Every extension that was in two hands at once, as the clients saw it. */
  List<String> fouls() {
    return referee.fouls();
  }

  /** The same as the history has it. */
  List<String> overlaps() {
    try (Database database = Databases.open(settings)) {
      return Intervals.overlaps(database);
    }
  }

  /** No judge objects, and the history says what the clients were told: no less, and no more. */
  void assertFair() {
    assertUnharmed();
    try (Database database = Databases.open(settings)) {
      Set<String> recorded = KillIT.recordedRequests(database);
      assertEquals(List.of(), less(referee.acknowledged(), recorded), "answered, not recorded");
      assertEquals(List.of(), less(recorded, referee.acknowledged()), "recorded, not answered");
    }
  }

  /** No extension was in two hands, and the history is whole. */
  void assertUnharmed() {
    assertEquals(List.of(), fouls(), "by the clients");
    assertEquals(List.of(), overlaps(), "by the history");
    try (Database database = Databases.open(settings)) {
      assertInstanceOf(Verdict.Proven.class, new Verifier(database, PoolReader::all).verify());
    }
  }

  private static List<String> less(Set<String> all, Set<String> those) {
    var left = new TreeSet<>(all);
    left.removeAll(those);
    return List.copyOf(left);
  }

  /** The figures of a game that is over, for the report. */
  String figures(Player.Score score) {
    return "%d extensions, %d clients, %d operations, %.0f/s: %d given, %d times none, %d refused"
        .formatted(
            extensions,
            CLIENTS,
            score.operations(),
            score.operations() / referee.seconds(),
            score.given().get(),
            score.none().get(),
            score.refused().get());
  }

  @Override
  public void close() {
    referee.close();
  }
}
