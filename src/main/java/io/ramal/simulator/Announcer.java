package io.ramal.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Puts what happens in the order in which it is told: Asterisk's threads tell one change in any
 * order, but of one channel, contact, device or bridge what was first is told first.
 */
final class Announcer {

  private final PbxClock clock;
  private final RandomGenerator random;
  private final Consumer<List<AmiEvent>> listener;
  private final List<Happening> waiting = new ArrayList<>();
  private final List<AmiEvent> ordered = new ArrayList<>();

  Announcer(PbxClock clock, RandomGenerator random, Consumer<List<AmiEvent>> listener) {
    this.clock = clock;
    this.random = random;
    this.listener = listener;
  }

  void say(String name, String eventClass, Fields fields, String... about) {
    waiting.add(new Happening(name, eventClass, fields.text(), Set.of(about)));
  }

  /** What is said from here on is told after what was said so far. */
  void then() {
    while (!waiting.isEmpty()) {
      List<Integer> free = free();
      Happening next = waiting.remove((int) free.get(random.nextInt(free.size())));
      ordered.add(new AmiEvent(next.name(), next.eventClass(), clock.stamp(), next.fields()));
    }
  }

  /** Where those are that nothing waiting must come before. */
  private List<Integer> free() {
    Set<String> seen = new HashSet<>();
    List<Integer> free = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      Set<String> about = waiting.get(i).about();
      if (about.stream().noneMatch(seen::contains)) {
        free.add(i);
      }
      seen.addAll(about);
    }
    return free;
  }

  /** Tells everything; the change is complete. */
  void tell() {
    then();
    if (!ordered.isEmpty()) {
      listener.accept(List.copyOf(ordered));
      ordered.clear();
    }
  }
}
