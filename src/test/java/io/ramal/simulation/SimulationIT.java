package io.ramal.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Chance against the core. {@code -Dramal.seeds=10000} tries more seeds, {@code -Dramal.seed=7}
 * begins at that one.
 */
class SimulationIT {

  private static final int SEEDS = Integer.getInteger("ramal.seeds", 200);
  private static final long FIRST = Long.getLong("ramal.seed", System.nanoTime());
  private static final int STEPS = 1_000;
  private static final int PLANTED_SEEDS = 200;
  private static final int PROGRESS = 100;
  private static final AtomicInteger PASSED = new AtomicInteger();

  @Test
  void nothingThatHappensByChanceHurtsAnInvariant() throws Exception {
    System.out.println("Simulation of " + SEEDS + " seeds from " + FIRST);
    List<Callable<String>> runs =
        LongStream.range(FIRST, FIRST + SEEDS).mapToObj(SimulationIT::sound).toList();
    try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (var run : threads.invokeAll(runs)) {
        assertFalse(result(run).isEmpty());
      }
    }
  }

  private static String result(Future<String> run) throws Exception {
    try {
      return run.get();
    } catch (ExecutionException hurt) {
      throw new AssertionError(hurt.getCause().getMessage(), hurt);
    }
  }

  private static Callable<String> sound(long seed) {
    return () -> {
      String story = run(seed, Planted.NONE);
      int passed = PASSED.incrementAndGet();
      if (passed % PROGRESS == 0) {
        System.out.println(passed + " seeds hold every invariant");
      }
      return story;
    };
  }

  /** What happened, step by step. */
  private static String run(long seed, Planted planted) {
    try (var simulation = new Simulation(seed, planted)) {
      simulation.run(STEPS);
      return simulation.story();
    } catch (AssertionError hurt) {
      throw new AssertionError("seed " + seed + ", " + hurt.getMessage(), hurt);
    }
  }

  @Test
  void aSeedHappensAgain() {
    assertEquals(run(FIRST, Planted.NONE), run(FIRST, Planted.NONE));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void aPlantedBugIsFound(Planted planted) {
    for (long seed = FIRST; seed < FIRST + PLANTED_SEEDS; seed++) {
      if (isFound(seed, planted)) {
        return;
      }
    }
    throw new AssertionError(planted + " was not found in " + PLANTED_SEEDS + " seeds");
  }

  private static boolean isFound(long seed, Planted planted) {
    try {
      run(seed, planted);
      return false;
    } catch (AssertionError found) {
      System.out.println(planted + " is found: " + found.getMessage().lines().findFirst().get());
      return true;
    }
  }
}
