package io.ramal.pool;

import java.util.concurrent.atomic.LongAdder;

/** Counts what the writer does. Safe for many threads. */
final class Figures {

  private final LongAdder batches = new LongAdder();
  private final LongAdder triggers = new LongAdder();
  private final LongAdder entries = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder allocated = new LongAdder();
  private final LongAdder none = new LongAdder();
  private final LongAdder released = new LongAdder();

  void committed(int triggersCommitted, int entriesWritten, long nanosTaken) {
    batches.increment();
    triggers.add(triggersCommitted);
    entries.add(entriesWritten);
    nanos.add(nanosTaken);
  }

  void refused(int count) {
    refused.add(count);
  }

  void allocated() {
    allocated.increment();
  }

  void none() {
    none.increment();
  }

  void released() {
    released.increment();
  }

  PoolFigures now(int queueDepth) {
    return new PoolFigures(
        batches.sum(),
        triggers.sum(),
        entries.sum(),
        nanos.sum() / 1e9,
        refused.sum(),
        allocated.sum(),
        none.sum(),
        released.sum(),
        queueDepth);
  }
}
