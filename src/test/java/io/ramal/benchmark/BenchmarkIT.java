package io.ramal.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the benchmark alive; says nothing of speed. */
class BenchmarkIT {

  @Test
  void theBenchmarkStillRuns(@TempDir Path folder) throws Exception {
    Path json = folder.resolve("benchmark.json");
    String table = Benchmark.smoke(json);
    assertTrue(table.contains("HTTP, 64"), table);
    assertTrue(Files.readString(json).contains("one transaction per step"), table);
  }
}
