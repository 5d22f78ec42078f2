package io.ramal.benchmark;

import io.ramal.database.Database;
import io.ramal.database.Databases;
import io.ramal.database.PlainDatabase;
import io.ramal.history.HistoryRows;
import io.ramal.history.UnhashedRows;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Allocate and release cycles a second: Ramal over HTTP, the pool without HTTP, what parts of it
 * cost, and one transaction per step over JDBC, on PostgreSQL with fsync and on H2. {@code
 * bin/benchmark} runs it; docs/performance.md says what the lines mean.
 *
 * @param repeats how often each contender runs; they take turns
 * @param length how long each time
 * @param only the contenders that run, by "database: name"
 */
record Benchmark(int repeats, Duration length, Pattern only) {

  static final int EXTENSIONS = 1_000;

  private static final List<Integer> FEW_TO_MANY = List.of(1, 16, 64);
  private static final List<Integer> MANY = List.of(64);
  private static final HistoryRows CHAIN = new HistoryRows();

  private static final List<Entrant> ENTRANTS =
      List.of(
          new Entrant("HTTP", FEW_TO_MANY, kind -> new ServerStage(kind.migrated())),
          new Entrant(
              "one transaction per step",
              FEW_TO_MANY,
              kind -> new OneTransactionPerStep(kind.empty())),
          new Entrant("pool", MANY, kind -> new PoolStage(open(kind), CHAIN)),
          new Entrant(
              "pool, plain JDBC",
              MANY,
              kind -> new PoolStage(PlainDatabase.open(kind.migrated()), CHAIN)),
          new Entrant("pool, no hash", MANY, kind -> new PoolStage(open(kind), new UnhashedRows())),
          new Entrant(
              "pool, head not locked",
              MANY,
              kind -> new PoolStage(HeadVariant.unlocked(open(kind)), CHAIN)),
          new Entrant(
              "pool, head in memory",
              MANY,
              kind -> new PoolStage(HeadVariant.inMemory(open(kind)), CHAIN)));

  /** Repeats, seconds for each contender and repeat, and a pattern of those that are to run. */
  public static void main(String[] arguments) throws Exception {
    int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
    String only = arguments.length > 2 ? arguments[2] : "";
    Path folder = Files.createDirectories(Path.of("target"));
    PrintStream out = System.out;
    try (var log =
        new PrintStream(folder.resolve("benchmark.log").toFile(), StandardCharsets.UTF_8)) {
      System.setOut(log);
      var length = Duration.ofMillis((long) (seconds * 1000));
      Results results = new Benchmark(repeats, length, Pattern.compile(only)).run();
      Files.writeString(folder.resolve("benchmark.json"), results.json() + "\n");
      out.print(results.table());
      out.printf("%nload average at the end: %.1f%n", load());
    }
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Everything, once and very short. */
  static Results smoke() {
    return new Benchmark(1, Duration.ofMillis(100), Pattern.compile("")).run();
  }

  private Results run() {
    var results = new Results();
    for (Kind kind : Kind.values()) {
      run(kind, results);
    }
    return results;
  }

  private void run(Kind kind, Results results) {
    Map<Entrant, Stage> stages = new LinkedHashMap<>();
    try {
      ENTRANTS.stream()
          .map(entrant -> entrant.only(kind, only))
          .filter(entrant -> !entrant.clients().isEmpty())
          .forEach(entrant -> stages.put(entrant, entrant.opening().apply(kind)));
      take(stages, (_, _) -> {});
      for (int repeat = 0; repeat < repeats; repeat++) {
        take(stages, (line, measurement) -> results.add(kind.word(), line, measurement));
      }
    } finally {
      stages.values().forEach(Stage::close);
    }
  }

  private void take(Map<Entrant, Stage> stages, BiConsumer<String, Measurement> to) {
    stages.forEach(
        (entrant, stage) ->
            entrant
                .clients()
                .forEach(
                    count ->
                        to.accept(entrant.line(count), Load.run(count, length, stage::client))));
  }

  private static Database open(Kind kind) {
    return Databases.open(kind.migrated());
  }
}
