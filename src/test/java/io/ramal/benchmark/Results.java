package io.ramal.benchmark;

import io.ramal.http.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, as a table for people and as JSON: medians of the repeats. */
final class Results {

  /** What the others are compared with. */
  static final String BASELINE = "one transaction per step, 16";

  private final Map<String, Map<String, List<Measurement>>> databases = new LinkedHashMap<>();

  void add(String database, String contender, Measurement measurement) {
    databases
        .computeIfAbsent(database, _ -> new LinkedHashMap<>())
        .computeIfAbsent(contender, _ -> new ArrayList<>())
        .add(measurement);
  }

  private static Measurement median(List<Measurement> repeats) {
    return repeats.stream()
        .sorted(Comparator.comparingDouble(Measurement::cyclesPerSecond))
        .toList()
        .get(repeats.size() / 2);
  }

  private static double ratio(Map<String, List<Measurement>> contenders, Measurement measurement) {
    List<Measurement> baseline = contenders.get(BASELINE);
    return baseline == null
        ? Double.NaN
        : measurement.cyclesPerSecond() / median(baseline).cyclesPerSecond();
  }

  String table() {
    var table = new StringBuilder();
    databases.forEach(
        (database, contenders) -> {
          table.append(
              String.format(
                  "%n%-34s %9s %7s %8s %8s %9s%n",
                  database, "cycles/s", "ratio", "p50 ms", "p99 ms", "CPU µs"));
          contenders.forEach(
              (name, repeats) -> table.append(line(name, median(repeats), contenders)));
        });
    return table.toString();
  }

  private static String line(
      String name, Measurement median, Map<String, List<Measurement>> contenders) {
    return String.format(
        "  %-32s %9.0f %7.2f %8.2f %8.2f %9.0f%n",
        name,
        median.cyclesPerSecond(),
        ratio(contenders, median),
        median.millisAt(0.5),
        median.millisAt(0.99),
        median.processorMicros());
  }

  JsonObject json() {
    JsonObjectBuilder json = Json.object();
    databases.forEach((database, contenders) -> json.add(database, json(contenders)));
    return json.build();
  }

  private static JsonObjectBuilder json(Map<String, List<Measurement>> contenders) {
    JsonObjectBuilder json = Json.object();
    contenders.forEach((name, repeats) -> json.add(name, json(repeats)));
    return json;
  }

  private static JsonObjectBuilder json(List<Measurement> repeats) {
    Measurement median = median(repeats);
    JsonArrayBuilder all = jakarta.json.Json.createArrayBuilder();
    repeats.forEach(each -> all.add(Math.round(each.cyclesPerSecond())));
    return Json.object()
        .add("cyclesPerSecond", Math.round(median.cyclesPerSecond()))
        .add("p50Micros", Math.round(median.millisAt(0.5) * 1e3))
        .add("p99Micros", Math.round(median.millisAt(0.99) * 1e3))
        .add("processorMicros", Math.round(median.processorMicros()))
        .add("repeats", all);
  }
}
