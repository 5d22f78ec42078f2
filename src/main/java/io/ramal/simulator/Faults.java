package io.ramal.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How often what goes wrong by chance. Whether an event suffers depends on the seed and on the
 * event alone, so the same day suffers the same whoever listens. Belongs to the PBX's thread.
 */
final class Faults {

  private final long seed;
  private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);

  Faults(long seed) {
    this.seed = seed;
  }

  /**
   * From now on.
   *
   * @param rate how many of all events suffer, from 0 to 1
   */
  void rate(Fault fault, double rate) {
    if (rate < 0 || rate > 1) {
      throw new IllegalArgumentException("a rate is from 0 to 1, not " + rate);
    }
    rates.put(fault, rate);
  }

  void none() {
    rates.clear();
  }

  Map<Fault, Double> rates() {
    return Map.copyOf(rates);
  }

  /** What an event's fate is drawn from. */
  RandomGenerator fate(String event) {
    return new SplittableRandom(seed * 31 + event.hashCode());
  }

  /** Whether it suffers this; to be asked of each fault in the same order. */
  boolean strikes(Fault fault, RandomGenerator fate) {
    return fate.nextDouble() < rates.getOrDefault(fault, 0.0);
  }
}
