package io.ramal.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Keeps the benchmark alive; says nothing of speed. */
class BenchmarkIT {

  @Test
  void theBenchmarkStillRuns() {
    Results results = Benchmark.smoke();

    assertTrue(results.table().contains("HTTP, 64"), results::table);
    assertTrue(results.json().getJsonObject("H2").containsKey(Results.BASELINE), results::table);
  }
}
