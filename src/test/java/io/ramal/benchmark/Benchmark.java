package io.ramal.benchmark;

import io.ramal.command.Server;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestPostgres;
import io.ramal.e2e.TestSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Allocate and release cycles a second: Ramal over HTTP at 1, 16 and 64 connections, beside one
 * transaction per step over JDBC, on PostgreSQL with fsync and on H2. {@code bin/benchmark} runs
 * it.
 */
public final class Benchmark {

  private static final int EXTENSIONS = 1_000;
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
  private static final String BASELINE = "one transaction per step, 16";

  private final int repeats;
  private final Duration length;
  private final Map<String, Map<String, List<Measurement>>> results = new LinkedHashMap<>();

  private Benchmark(int repeats, Duration length) {
    this.repeats = repeats;
    this.length = length;
  }

  /** Repeats, and seconds for each contender and repeat: 5 and 4 unless said otherwise. */
  public static void main(String[] arguments) throws Exception {
    int repeats = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    double seconds = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
    var length = Duration.ofMillis((long) (seconds * 1000));
    System.out.print(new Benchmark(repeats, length).run(Path.of("target", "benchmark.json")));
  }

  /** Runs everything; the table, which also goes as JSON into the file. */
  static String smoke(Path json) throws Exception {
    return new Benchmark(1, Duration.ofMillis(300)).run(json);
  }

  private String run(Path json) throws Exception {
    measure("PostgreSQL", TestPostgres.emptyDatabase());
    Path folder = Files.createTempDirectory("ramal-benchmark");
    measure(
        "H2",
        DatabaseSettings.of(
            "jdbc:h2:file:"
                + folder.resolve("ramal")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
            "ramal",
            ""));
    Files.createDirectories(json.toAbsolutePath().getParent());
    Files.writeString(json, json());
    return table();
  }

  private void measure(String database, DatabaseSettings settings) throws Exception {
    Databases.migrate(settings);
    Map<String, List<Measurement>> contenders = new LinkedHashMap<>();
    results.put(database, contenders);
    try (var baseline = new OneTransactionPerStep(settings, EXTENSIONS);
        Server server = Server.start(TestSettings.of(settings, environment()))) {
      var base = URI.create(server.url());
      warmUp(base, baseline);
      for (int repeat = 0; repeat < repeats; repeat++) {
        for (int connections : CONNECTIONS) {
          note(
              contenders,
              "HTTP, " + connections,
              Load.run(connections, length, _ -> new HttpClientCycle(base)));
        }
        note(contenders, BASELINE, Load.run(16, length, _ -> baseline.client()));
      }
    }
  }

  private static Map<String, String> environment() {
    return Map.of("PORT", "0", "AMI_PORT", "1", "EXTENSIONS", "1000-" + (999 + EXTENSIONS));
  }

  private void warmUp(URI base, OneTransactionPerStep baseline) throws IOException {
    awaitPool(base);
    Load.run(64, length, _ -> new HttpClientCycle(base));
    Load.run(16, length, _ -> baseline.client());
  }

  /** The leader configures the pool a moment after the start. */
  private static void awaitPool(URI base) throws IOException {
    for (int attempt = 0; ; attempt++) {
      try {
        new HttpClientCycle(base).run();
        return;
      } catch (IOException notYet) {
        if (attempt == 1_000) {
          throw notYet;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static void note(
      Map<String, List<Measurement>> contenders, String name, Measurement measurement) {
    contenders.computeIfAbsent(name, _ -> new ArrayList<>()).add(measurement);
  }

  private static Measurement median(List<Measurement> repeats) {
    return repeats.stream()
        .sorted((a, b) -> Double.compare(a.cyclesPerSecond(), b.cyclesPerSecond()))
        .toList()
        .get(repeats.size() / 2);
  }

  private String table() {
    var table = new StringBuilder();
    results.forEach(
        (database, contenders) -> {
          double baseline = median(contenders.get(BASELINE)).cyclesPerSecond();
          table.append(
              String.format(
                  "%n%-12s %-30s %9s %7s %9s %9s%n",
                  database, "", "cycles/s", "ratio", "p50 ms", "p99 ms"));
          contenders.forEach(
              (name, repeats) -> {
                Measurement median = median(repeats);
                table.append(
                    String.format(
                        "%-12s %-30s %9.0f %7.2f %9.2f %9.2f%n",
                        "",
                        name,
                        median.cyclesPerSecond(),
                        median.cyclesPerSecond() / baseline,
                        median.millisAt(0.5),
                        median.millisAt(0.99)));
              });
        });
    return table.toString();
  }

  private String json() {
    return results.entrySet().stream()
        .map(database -> "\"" + database.getKey() + "\":" + json(database.getValue()))
        .collect(Collectors.joining(",", "{", "}\n"));
  }

  private static String json(Map<String, List<Measurement>> contenders) {
    return contenders.entrySet().stream()
        .map(
            each ->
                "\""
                    + each.getKey()
                    + "\":"
                    + each.getValue().stream()
                        .map(m -> String.format("%.1f", m.cyclesPerSecond()))
                        .collect(Collectors.joining(",", "[", "]")))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
