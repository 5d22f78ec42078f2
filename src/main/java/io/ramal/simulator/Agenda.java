package io.ramal.simulator;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to happen when. What is due at the same time happens in the order it was planned. */
final class Agenda {

  private record Item(Instant at, long number, Runnable deed) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparing(Item::at).thenComparingLong(Item::number));
  private long planned;

  void at(Instant when, Runnable deed) {
    items.add(new Item(when, planned++, deed));
  }

  Optional<Instant> next() {
    return Optional.ofNullable(items.peek()).map(Item::at);
  }

  /** Does the next thing. */
  void run() {
    items.remove().deed().run();
  }

  void clear() {
    items.clear();
  }
}
