package io.ramal.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * What one contender did in one repeat.
 *
 * @param cycles allocate and release, both acknowledged
 * @param elapsed how long it took
 * @param processor time of the processor that this process took, clients and server; not that of
 *     PostgreSQL
 * @param nanos how long each cycle took
 */
record Measurement(long cycles, Duration elapsed, Duration processor, List<Long> nanos) {

  Measurement {
    nanos = nanos.stream().sorted().toList();
  }

  double cyclesPerSecond() {
    return cycles * 1e9 / elapsed.toNanos();
  }

  /** Processor time of one cycle in microseconds: what stays the same on a busy machine. */
  double processorMicros() {
    return cycles == 0 ? 0 : processor.toNanos() / 1e3 / cycles;
  }

  /** How long a cycle took at this share of all, in milliseconds. */
  double millisAt(double share) {
    return nanos.isEmpty() ? 0 : nanos.get((int) ((nanos.size() - 1) * share)) / 1e6;
  }
}
