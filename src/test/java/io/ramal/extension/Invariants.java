package io.ramal.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.extension.Lease.Phase;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What must be true of every decision, said here once more and apart from the rules.
 *
 * @param before the extension it was about
 * @param trigger what happened
 * @param now when
 */
record Invariants(Extension before, Trigger trigger, Instant now) {

  void check(Decision decision) {
    if (decision instanceof Decision.Changed changed) {
      chain(changed);
      nothingButATriggerOfItsOwnEndsALease(changed.after());
    }
    onlyWhatIsFreeIsGiven(decision);
    aDeadlineEndsTheLeaseItNamesWhenOverdue(decision);
    onceMoreChangesNothing(decision);
  }

  private void chain(Decision.Changed changed) {
    Extension previous = before;
    for (Change change : changed.changes()) {
      assertEquals(previous.version() + 1, change.after().version());
      assertEquals(previous.state(), change.from());
      somethingChanged(previous, change.after());
      times(previous, change.after());
      checkpoint(change.after().facts());
      namesItsLease(previous, change);
      previous = change.after();
    }
  }

  private static void somethingChanged(Extension previous, Extension after) {
    assertFalse(previous.facts().equals(after.facts()) && previous.pbx().equals(after.pbx()));
  }

  private void times(Extension previous, Extension after) {
    boolean moved = previous.state() != after.state();
    assertEquals(moved ? now : previous.stateSince(), after.stateSince());
    boolean cameToRest = !atRest(previous.facts()) && atRest(after.facts());
    assertEquals(cameToRest ? now : previous.freeSince(), after.freeSince());
  }

  private static boolean atRest(Facts facts) {
    return facts.lease().isEmpty() && facts.contacts().isEmpty() && facts.channels().isEmpty();
  }

  /** What holds of any facts, whatever led to them. */
  static void checkpoint(Facts facts) {
    assertEquals(state(facts), facts.state());
    facts
        .lease()
        .ifPresent(lease -> assertEquals(holderIsThere(facts), lease.phase() == Phase.HELD));
    if (facts.available()) {
      assertTrue(atRest(facts) && facts.verified() && facts.membership().inService());
      assertFalse(facts.membership().fixed());
    }
  }

  private static State state(Facts facts) {
    if (facts.channels().isEmpty() && facts.contacts().isEmpty()) {
      return State.FREE;
    }
    return facts.channels().isEmpty() ? State.BUSY : State.IN_CALL;
  }

  /** A contact that is not disowned, or a channel while no disowned contact is registered. */
  private static boolean holderIsThere(Facts facts) {
    var own = new TreeSet<>(facts.contacts().keySet());
    own.removeAll(facts.disowned());
    boolean contended = own.size() < facts.contacts().size();
    return !own.isEmpty() || (!facts.channels().isEmpty() && !contended);
  }

  private static void namesItsLease(Extension previous, Change change) {
    Optional<Lease> after = change.after().facts().lease();
    assertEquals(after.or(() -> previous.facts().lease()), change.lease());
  }

  private void nothingButATriggerOfItsOwnEndsALease(Extension after) {
    before
        .facts()
        .lease()
        .filter(lease -> !after.facts().lease().map(Lease::id).equals(Optional.of(lease.id())))
        .ifPresent(_ -> assertTrue(endsLeases() && after.facts().lease().isEmpty()));
    if (before.facts().lease().isEmpty() && after.facts().lease().isPresent()) {
      assertTrue(trigger instanceof Trigger.Allocate);
    }
  }

  private boolean endsLeases() {
    return trigger instanceof Trigger.Release
        || trigger instanceof Trigger.Reset
        || trigger instanceof Trigger.DeadlinePassed;
  }

  private void onlyWhatIsFreeIsGiven(Decision decision) {
    if (trigger instanceof Trigger.Allocate ask && decision instanceof Decision.Changed) {
      Optional<Lease> lease = before.facts().lease();
      assertNotEquals(Optional.of(Phase.PENDING), lease.map(Lease::phase));
      assertNotEquals(Optional.of(Phase.HELD), lease.map(Lease::phase));
      assertTrue(before.facts().available() || lease.orElseThrow().resumableBy(ask.client()));
    }
  }

  private void aDeadlineEndsTheLeaseItNamesWhenOverdue(Decision decision) {
    if (trigger instanceof Trigger.DeadlinePassed passed) {
      boolean overdue =
          before
              .facts()
              .lease()
              .filter(lease -> lease.id().equals(passed.leaseId()))
              .flatMap(Lease::expiresAt)
              .filter(deadline -> deadline.equals(passed.deadline()))
              .filter(deadline -> !now.isBefore(deadline))
              .isPresent();
      Decision expected = overdue ? expired(decision) : new Decision.Unchanged();
      assertEquals(expected, decision);
    }
  }

  private Decision expired(Decision decision) {
    var changed = (Decision.Changed) decision;
    assertEquals(Event.LEASE_EXPIRED, changed.changes().getFirst().event());
    assertEquals(before.facts().withLease(Optional.empty()), changed.after().facts());
    return changed;
  }

  private void onceMoreChangesNothing(Decision decision) {
    if (decision instanceof Decision.Changed changed) {
      assertFalse(Words.decide(changed.after(), trigger, now) instanceof Decision.Changed);
    }
  }
}
