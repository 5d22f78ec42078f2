package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.pool.LinkStamp;
import io.ramal.pool.Signal;
import io.ramal.pool.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * From one connection into the pool, in order. While the PBX is being read it holds events back, so
 * that they follow the reading. What it could not pass on it says once: then only a reading that
 * began afterwards makes good. Never waits; safe for the reader's and the link's thread.
 */
final class Feed {

  private static final int HELD_LIMIT = 20_000;
  private static final String QUEUE_FULL = "the pool's queue is full";

  private final LinkStamp stamp;
  private final Signals signals;
  private final ContactTally tally;
  private final Consumer<String> onLoss;
  private final List<Translation> held = new ArrayList<>();
  private final EndedChannels ended = new EndedChannels();
  private final Set<ExtensionName> touched = new HashSet<>();
  private boolean holding = true;
  private boolean lossy;

  /**
   * A feed that holds back from the start.
   *
   * @param onLoss told why signals were lost, once until the next reading; must not wait
   */
  Feed(LinkStamp stamp, Signals signals, ContactTally tally, Consumer<String> onLoss) {
    this.stamp = stamp;
    this.signals = signals;
    this.tally = tally;
    this.onLoss = onLoss;
  }

  /** An event that came by itself. */
  synchronized void heard(AmiMessage event) {
    if (!ended.deny(event)) {
      Translator.translate(event).forEach(this::take);
    }
  }

  private void take(Translation translation) {
    touched.add(translation.extension());
    if (!holding) {
      pass(translation);
    } else if (held.size() < HELD_LIMIT) {
      held.add(translation);
    } else {
      lose("more than " + HELD_LIMIT + " events came while the PBX was read");
    }
  }

  private void pass(Translation translation) {
    tally.count(translation);
    if (signals.follows(translation.extension()) && !signals.offer(signal(translation))) {
      lose(QUEUE_FULL);
    }
  }

  private Signal signal(Translation translation) {
    return new Signal.Happened(
        stamp, translation.extension(), translation.trigger(), translation.occurredAt());
  }

  /** Signals were lost: what the pool believes of this PBX is not to be trusted any more. */
  synchronized void lose(String why) {
    if (!lossy) {
      lossy = true;
      onLoss.accept(why);
    }
  }

  /** Does it only if nothing was lost since the PBX was last read, and before anything can be. */
  synchronized boolean ifWhole(Runnable action) {
    if (!lossy) {
      action.run();
    }
    return !lossy;
  }

  /** Before the PBX is read: holds events back from now on. */
  synchronized void hold() {
    holding = true;
    if (lossy) {
      held.clear();
    }
    lossy = false;
  }

  /**
   * After it was read: passes on the reading, then the events held back that it may not contain.
   *
   * @param asked when the reading began, by the PBX's clock
   * @return false when signals were lost meanwhile: the reading is worth nothing
   */
  synchronized boolean release(Inventory read, Signal.Snapshot snapshot, Optional<Instant> asked) {
    if (lossy) {
      return false;
    }
    if (!signals.offer(snapshot)) {
      lose(QUEUE_FULL);
      return false;
    }
    tally.replace(read);
    holding = false;
    held.stream().filter(each -> !each.isOlderThan(asked)).forEach(this::pass);
    held.clear();
    return true;
  }

  /** Notes of which extensions events come from now on. */
  synchronized void watch() {
    touched.clear();
  }

  /** Of which extensions events have come since. */
  synchronized Set<ExtensionName> touched() {
    return Set.copyOf(touched);
  }

  /** Passes on an answer of the PBX at its place between the events; false when it could not. */
  synchronized boolean answer(Signal signal) {
    return !holding && !lossy && signals.offer(signal);
  }
}
