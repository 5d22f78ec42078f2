package io.ramal.simulation;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import io.ramal.pool.LinkStamp;
import io.ramal.pool.OverdueLease;
import io.ramal.pool.Signal;
import io.ramal.pool.Signals;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;

/**
 * Stands between the links and the pool: a thread that is slow to hand over the last events of its
 * connection, and the planted bugs. One signal passes at a time.
 */
final class Between implements Signals {

  private final Signals pool;
  private final Planted planted;
  private final Map<ExtensionName, Set<String>> contacts = new HashMap<>();
  private final Map<ExtensionName, Set<String>> channels = new HashMap<>();
  private final Queue<Signal.Happened> kept = new ArrayDeque<>();
  private final Queue<Signal.Snapshot> heldBack = new ArrayDeque<>();
  private boolean slow;
  private long connection;

  Between(Signals pool, Planted planted) {
    this.pool = pool;
    this.planted = planted;
  }

  /** From now on events are kept, until a later connection has brought its reading. */
  synchronized void beSlow() {
    slow = true;
  }

  synchronized boolean isSlow() {
    return slow;
  }

  /** Says that the PBX has answered, which it has not. */
  synchronized void answerAtOnce(String pbx, long epoch, List<OverdueLease> leases) {
    pool.offer(new Signal.PingAnswered(new LinkStamp(pbx, epoch, connection), leases));
  }

  @Override
  public boolean follows(ExtensionName extension) {
    return pool.follows(extension);
  }

  @Override
  public synchronized boolean offer(Signal signal) {
    connection = signal.stamp().connection();
    return switch (signal) {
      case Signal.Snapshot snapshot -> snapshot(snapshot);
      case Signal.Happened happened when slow -> kept.add(happened);
      case Signal.PingAnswered _ when slow -> true;
      case Signal.Happened happened -> happened(happened);
      case Signal.PingAnswered answered -> pool.offer(answered);
    };
  }

  private boolean snapshot(Signal.Snapshot snapshot) {
    if (planted == Planted.SNAPSHOT_OUT_OF_ORDER
        && snapshot.reading() == Trigger.Reading.ON_LIVE_LINK) {
      return heldBack.add(snapshot);
    }
    learn(snapshot);
    boolean taken = pool.offer(snapshot);
    catchUp(snapshot.stamp());
    return taken;
  }

  /** What was kept comes now, behind the reading of a later connection. */
  private void catchUp(LinkStamp stamp) {
    if (kept.stream().anyMatch(old -> old.stamp().connection() == stamp.connection())) {
      return;
    }
    slow = false;
    while (!kept.isEmpty()) {
      Signal.Happened old = kept.remove();
      pool.offer(
          planted == Planted.OLD_CONNECTION_ACCEPTED
              ? new Signal.Happened(stamp, old.extension(), old.trigger(), old.occurredAt())
              : old);
    }
  }

  private void learn(Signal.Snapshot snapshot) {
    snapshot
        .seen()
        .forEach(
            (name, seen) -> {
              seen.contacts().forEach(contact -> of(contacts, name).add(contact.uri()));
              seen.channels().forEach(channel -> of(channels, name).add(channel.uniqueid()));
            });
  }

  private static Set<String> of(Map<ExtensionName, Set<String>> sets, ExtensionName name) {
    return sets.computeIfAbsent(name, _ -> new LinkedHashSet<>());
  }

  private boolean happened(Signal.Happened happened) {
    boolean taken = pool.offer(happened);
    also(happened).forEach(trigger -> pool.offer(with(happened, trigger)));
    while (!heldBack.isEmpty()) {
      pool.offer(heldBack.remove());
    }
    return taken;
  }

  private static Signal.Happened with(Signal.Happened happened, Trigger trigger) {
    return new Signal.Happened(
        happened.stamp(), happened.extension(), trigger, happened.occurredAt());
  }

  /** What the planted bug makes of it besides. */
  private List<? extends Trigger> also(Signal.Happened happened) {
    Set<String> ownContacts = of(contacts, happened.extension());
    Set<String> ownChannels = of(channels, happened.extension());
    return switch (happened.trigger()) {
      case Trigger.ContactSeen seen -> {
        ownContacts.add(seen.uri());
        yield List.of();
      }
      case Trigger.ChannelStarted started -> {
        ownChannels.add(started.uniqueid());
        yield List.of();
      }
      case Trigger.ContactGone _ when planted == Planted.REMOVED_MEANS_GONE ->
          ownContacts.stream().map(Trigger.ContactGone::new).toList();
      case Trigger.ChannelEnded _ when planted == Planted.LAST_EVENT_WINS ->
          ownChannels.stream()
              .map(uniqueid -> new Trigger.ChannelEnded(uniqueid, OptionalInt.of(16)))
              .toList();
      default -> List.of();
    };
  }
}
