package io.ramal.pbx;

import io.ramal.extension.Decision;
import io.ramal.extension.Event;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Policy;
import io.ramal.extension.Rules;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import io.ramal.pool.Signal;
import io.ramal.pool.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A pool in memory, which follows every extension that it hears of: applies each signal at once, by
 * the rules, and remembers it. It can be full, or without its database.
 */
final class FollowedPool implements Signals {

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final Rules rules =
      new Rules(new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60)));
  private final Map<ExtensionName, Extension> extensions = new TreeMap<>();
  private final List<Signal> signals = new ArrayList<>();
  private Predicate<Signal> refused = signal -> false;
  private boolean away;

  /** For which signals it has no room from now on. */
  synchronized void refuse(Predicate<Signal> nowRefused) {
    refused = nowRefused;
  }

  /** Whether it takes snapshots and cannot apply them. */
  synchronized void away(boolean nowAway) {
    away = nowAway;
  }

  @Override
  public boolean follows(ExtensionName extension) {
    return true;
  }

  @Override
  public synchronized boolean offer(Signal signal) {
    if (refused.test(signal)) {
      return false;
    }
    signals.add(signal);
    switch (signal) {
      case Signal.Happened happened -> apply(happened.extension(), happened.trigger());
      case Signal.Snapshot snapshot -> apply(snapshot);
      case Signal.PingAnswered answered -> {
        // no leases here
      }
    }
    return true;
  }

  synchronized List<Event> apply(ExtensionName name, Trigger trigger) {
    var known = extensions.getOrDefault(name, Extension.unknown(name, "main", NOW));
    if (rules.decide(known, trigger, NOW) instanceof Decision.Changed changed) {
      extensions.put(name, changed.after());
      return changed.changes().stream().map(change -> change.event()).toList();
    }
    return List.of();
  }

  private void apply(Signal.Snapshot snapshot) {
    if (away) {
      snapshot.applied().completeExceptionally(new IllegalStateException("no database"));
      return;
    }
    var names = new TreeSet<>(extensions.keySet());
    names.addAll(snapshot.seen().keySet());
    names.removeAll(snapshot.touched());
    var nothing = new Trigger.Seen(List.of(), List.of(), snapshot.reading());
    int differences = 0;
    int lost = 0;
    for (ExtensionName name : names) {
      var events = apply(name, snapshot.seen().getOrDefault(name, nothing));
      differences += events.isEmpty() ? 0 : 1;
      lost += (int) events.stream().filter(Set.of(Event.UNREGISTERED)::contains).count();
    }
    snapshot.applied().complete(new Signal.Reconciliation(differences, lost));
  }

  synchronized State state(String extension) {
    var name = new ExtensionName(extension);
    return extensions.getOrDefault(name, Extension.unknown(name, "main", NOW)).state();
  }

  /** The state of every extension that was heard of. */
  synchronized Map<String, State> states() {
    return extensions.values().stream()
        .collect(Collectors.toMap(extension -> extension.name().value(), Extension::state));
  }

  /** Extension and URI of every contact. */
  synchronized Set<String> contacts() {
    return all(extension -> extension.facts().contacts().keySet());
  }

  /** Extension and Uniqueid of every channel. */
  synchronized Set<String> channels() {
    return all(extension -> extension.facts().channels().keySet());
  }

  private Set<String> all(Function<Extension, Collection<String>> keys) {
    var found = new HashSet<String>();
    extensions
        .values()
        .forEach(each -> keys.apply(each).forEach(key -> found.add(each.name() + " " + key)));
    return found;
  }

  synchronized List<Signal> signals() {
    return List.copyOf(signals);
  }

  synchronized <T extends Signal> List<T> signals(Class<T> kind) {
    return signals.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The trigger of each event that was passed on, in order. */
  synchronized List<Trigger> triggers() {
    return signals(Signal.Happened.class).stream().map(Signal.Happened::trigger).toList();
  }
}
