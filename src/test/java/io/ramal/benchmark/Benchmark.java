package io.ramal.benchmark;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.history.HistoryRows;
import io.ramal.history.UnhashedRows;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  static Results smoke() throws Exception {
    return new Benchmark(1, Duration.ofMillis(100), Pattern.compile("")).run();
  }

  private Results run() throws Exception {
    var results = new Results();
    for (Kind kind : Kind.values()) {
      run(kind, results);
    }
    return results;
  }

  private void run(Kind kind, Results results) throws Exception {
    List<Stage> stages = new ArrayList<>();
    try {
      List<Contender> contenders = contenders(kind, stages);
      contenders.forEach(contender -> Load.run(contender, length));
      for (int repeat = 0; repeat < repeats; repeat++) {
        for (Contender contender : contenders) {
          results.add(kind.word(), contender.name(), Load.run(contender, length));
        }
      }
    } finally {
      stages.forEach(Stage::close);
    }
  }

  private List<Contender> contenders(Kind kind, List<Stage> stages) throws Exception {
    stages.add(new ServerStage(kind.migrated()));
    stages.add(new OneTransactionPerStep(kind.empty(), EXTENSIONS));
    stages.add(new PoolStage("pool", open(kind), new HistoryRows()));
    stages.add(new PoolStage("pool, no hash", open(kind), new UnhashedRows()));
    stages.add(
        new PoolStage(
            "pool, head not locked", HeadVariant.unlocked(open(kind)), new HistoryRows()));
    stages.add(
        new PoolStage("pool, head in memory", HeadVariant.inMemory(open(kind)), new HistoryRows()));
    return stages.stream()
        .flatMap(stage -> stage.contenders().stream())
        .filter(contender -> only.matcher(kind.word() + ": " + contender.name()).find())
        .toList();
  }

  private static Database open(Kind kind) {
    DatabaseSettings settings = kind.migrated();
    return Databases.open(settings);
  }
}
