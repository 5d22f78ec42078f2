package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.extension.Decision;
import io.ramal.extension.Event;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.extension.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Turns signals of the links into work, leaving out those of connections that are over. */
final class SignalSteps {

  /** Extensions of which something is believed that a snapshot may deny. */
  private static final String NOT_IDLE =
      """
      SELECT extension
        FROM extensions
       WHERE pbx = ?
         AND (contact_count > 0 OR channel_count > 0 OR disowned_count > 0 OR NOT verified)
      """;

  private static final Set<Event> NO_DIFFERENCE = Set.of(Event.CONTACT_CHANGED, Event.VERIFIED);
  private static final Set<Event> LOSS = Set.of(Event.CONTACT_REMOVED, Event.UNREGISTERED);

  private final Followed followed;
  private final LostSignals lostSignals;
  private final Map<String, Long> newestConnection = new HashMap<>();

  SignalSteps(Followed followed, LostSignals lostSignals) {
    this.followed = followed;
    this.lostSignals = lostSignals;
  }

  /** The work of these signals, in their order. */
  List<Work> of(List<Signal> signals) {
    var works = new ArrayList<Work>(signals.size());
    for (Signal signal : signals) {
      if (current(signal)) {
        add(works, signal);
      } else if (signal instanceof Signal.Snapshot old) {
        old.applied().completeExceptionally(new IllegalStateException("the connection is over"));
      }
    }
    return works;
  }

  private boolean current(Signal signal) {
    long connection = signal.stamp().connection();
    return connection == newestConnection.merge(signal.stamp().pbx(), connection, Math::max);
  }

  private void add(List<Work> works, Signal signal) {
    switch (signal) {
      case Signal.Happened happened -> works.add(step(happened));
      case Signal.PingAnswered answered -> expiries(works, answered);
      case Signal.Snapshot snapshot -> works.add(bulk(snapshot));
    }
  }

  private static Work.Step step(Signal.Happened happened) {
    Source source = happened.trigger() instanceof Trigger.Seen ? Source.RELEASE_CHECK : Source.AMI;
    return over(
        happened.stamp(), happened.extension(), happened.trigger(), source, happened.occurredAt());
  }

  private static void expiries(List<Work> works, Signal.PingAnswered answered) {
    for (OverdueLease lease : answered.leases()) {
      var trigger =
          new Trigger.DeadlinePassed(
              lease.leaseId(), lease.deadline(), Trigger.Proof.PING_ANSWERED);
      works.add(over(answered.stamp(), lease.extension(), trigger, Source.TIMER, Optional.empty()));
    }
  }

  private static Work.Step over(
      LinkStamp stamp,
      ExtensionName extension,
      Trigger trigger,
      Source source,
      Optional<Instant> occurredAt) {
    return Work.Step.of(extension, trigger, Origin.of(source)).over(stamp, occurredAt);
  }

  private Work.Bulk bulk(Signal.Snapshot snapshot) {
    var done = new CompletableFuture<List<Decision>>();
    var _ = done.whenComplete((decisions, failure) -> answer(snapshot, decisions, failure));
    return new Work.Bulk(transaction -> steps(transaction, snapshot), done);
  }

  private void answer(Signal.Snapshot snapshot, List<Decision> decisions, Throwable failure) {
    if (failure == null) {
      lostSignals.applied(snapshot);
      snapshot.applied().complete(reconciliation(decisions));
    } else {
      snapshot.applied().completeExceptionally(failure);
    }
  }

  private List<Work.Step> steps(Transaction transaction, Signal.Snapshot snapshot) {
    followed.refresh(transaction);
    var names = new TreeSet<>(snapshot.seen().keySet());
    names.retainAll(followed.names());
    transaction
        .query(NOT_IDLE, snapshot.stamp().pbx())
        .forEach(row -> names.add(new ExtensionName(row.text("extension"))));
    names.removeAll(snapshot.touched());
    var nothing = new Trigger.Seen(List.of(), List.of(), snapshot.reading());
    return names.stream()
        .map(name -> seen(snapshot, name, snapshot.seen().getOrDefault(name, nothing)))
        .toList();
  }

  private static Work.Step seen(Signal.Snapshot snapshot, ExtensionName name, Trigger.Seen seen) {
    return over(snapshot.stamp(), name, seen, Source.RECONCILE, Optional.empty());
  }

  private static Signal.Reconciliation reconciliation(List<Decision> decisions) {
    int differences = 0;
    int lost = 0;
    for (Decision decision : decisions) {
      if (decision instanceof Decision.Changed changed) {
        var events = changed.changes().stream().map(change -> change.event()).toList();
        differences += NO_DIFFERENCE.containsAll(events) ? 0 : 1;
        lost += (int) events.stream().filter(LOSS::contains).count();
      }
    }
    return new Signal.Reconciliation(differences, lost);
  }
}
