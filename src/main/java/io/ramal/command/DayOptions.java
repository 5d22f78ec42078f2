package io.ramal.command;

import io.ramal.simulator.DayPlan;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every command in which virtual phones live. */
final class DayOptions {

  private static final int CALLERS = 2;

  @Option(
      names = "--phones",
      paramLabel = "NUMBER",
      description = "How many virtual phones (${DEFAULT-VALUE}).")
  private int phones = 10;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "How much faster than life (${DEFAULT-VALUE}).")
  private double speed = 5;

  @Option(
      names = "--stuck",
      paramLabel = "RATE",
      description = "How many uses end stuck (${DEFAULT-VALUE}).")
  private double stuck = 0.05;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Of everything by chance (${DEFAULT-VALUE}).")
  private long seed = 1;

  long seed() {
    return seed;
  }

  /** The day of at most so many phones; refuses what is no day. */
  DayPlan plan(int extensions) {
    try {
      return new DayPlan(Math.min(phones, extensions), CALLERS, speed, stuck, seed);
    } catch (IllegalArgumentException wrong) {
      throw new Refusal(Refusal.SETTINGS, List.of(wrong.getMessage()));
    }
  }
}
