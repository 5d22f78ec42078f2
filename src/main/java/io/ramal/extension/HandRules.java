package io.ramal.extension;

import java.util.Optional;

/** What people and settings do to an extension. */
final class HandRules {

  private static final String UNASKED = "unverified: the link to the PBX is down";

  Decision release(Progress progress, Trigger.Release release) {
    Facts facts = progress.facts();
    if (!facts.membership().configured() && facts.idle()) {
      return new Decision.Refused(Decision.Refusal.UNKNOWN_EXTENSION);
    }
    clear(progress, Event.RELEASED, release.linkUp());
    return progress.decision();
  }

  Decision reset(Progress progress, Trigger.Reset reset) {
    boolean maybeInUse = inUse(progress.facts()) || !progress.facts().verified();
    if (reset.linkUp() || !maybeInUse) {
      clear(progress, Event.RESET, reset.linkUp());
    }
    return progress.decision();
  }

  private static void clear(Progress progress, Event event, boolean linkUp) {
    Facts facts = progress.facts();
    boolean used = inUse(facts);
    boolean unverified = !linkUp && !facts.verified();
    if (used || unverified || facts.lease().isPresent()) {
      boolean verified = !linkUp || (facts.verified() && !used);
      progress.step(event, facts.cleared(verified), Evidence.NONE, linkUp ? "" : UNASKED);
    }
  }

  private static boolean inUse(Facts facts) {
    return facts.state() != State.FREE;
  }

  Decision configure(Progress progress, Trigger.Configure configure) {
    Membership before = progress.facts().membership();
    Membership after = before.configuredAs(configure.fixed());
    String oldPbx = progress.current().pbx();
    boolean moves = !oldPbx.equals(configure.pbx());
    if (moves || !after.equals(before)) {
      progress.move(configure.pbx());
      String detail = moves ? "moved from PBX " + oldPbx : "";
      progress.step(Event.CONFIGURED, progress.facts().with(after), Evidence.NONE, detail);
    }
    return progress.decision();
  }

  Decision unconfigure(Progress progress) {
    Membership before = progress.facts().membership();
    if (before.configured()) {
      Facts after = progress.facts().with(before.dropped());
      progress.step(Event.UNCONFIGURED, after, Evidence.NONE, "");
    }
    return progress.decision();
  }

  Decision takeOutOfService(Progress progress, Trigger.TakeOutOfService taken) {
    Membership before = progress.facts().membership();
    if (before.outOfService().isEmpty()) {
      var mark = new Membership.OutOfService(taken.actor(), taken.reason(), progress.now());
      Facts after = progress.facts().with(before.with(Optional.of(mark)));
      progress.step(Event.OUT_OF_SERVICE, after, Evidence.NONE, taken.reason());
    }
    return progress.decision();
  }

  Decision putInService(Progress progress, Trigger.PutInService put) {
    Membership before = progress.facts().membership();
    if (before.outOfService().isPresent()) {
      Facts after = progress.facts().with(before.with(Optional.empty()));
      progress.step(Event.IN_SERVICE, after, Evidence.NONE, put.reason());
    }
    return progress.decision();
  }
}
