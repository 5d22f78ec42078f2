package io.ramal.extension;

import java.time.Instant;
import java.util.Optional;

/**
 * Decides what a trigger does to an extension: a pure function of the extension, the trigger and
 * the time. Every rule of the pool is here or in the other classes of this room, and nowhere else.
 */
public final class Rules {

  private final Policy policy;
  private final UseRules use;
  private final HandRules hand;

  /** Rules that grant leases as the policy says. */
  public Rules(Policy policy) {
    this.policy = policy;
    this.use = new UseRules(policy);
    this.hand = new HandRules();
  }

  /**
   * What the trigger does.
   *
   * @param now by the database's clock, never before the extension's last change
   */
  public Decision decide(Extension extension, Trigger trigger, Instant now) {
    var progress = new Progress(extension, now);
    return switch (trigger) {
      case Trigger.Allocate ask -> allocate(progress, ask);
      case Trigger.DeadlinePassed passed -> expire(progress, passed);
      case Trigger.Release release -> hand.release(progress, release);
      case Trigger.Reset reset -> hand.reset(progress, reset);
      case Trigger.Configure configure -> hand.configure(progress, configure);
      case Trigger.Unconfigure _ -> hand.unconfigure(progress);
      case Trigger.TakeOutOfService taken -> hand.takeOutOfService(progress, taken);
      case Trigger.PutInService put -> hand.putInService(progress, put);
      case Trigger.ContactSeen seen -> use.contactSeen(progress, seen);
      case Trigger.ContactGone gone -> use.contactGone(progress, gone);
      case Trigger.ContactsGone _ -> use.contactsGone(progress);
      case Trigger.ReachabilityChanged changed -> use.reachabilityChanged(progress, changed);
      case Trigger.ChannelStarted started -> use.channelStarted(progress, started);
      case Trigger.ChannelEnded ended -> use.channelEnded(progress, ended);
      case Trigger.ChannelRenamed renamed -> use.channelRenamed(progress, renamed);
      case Trigger.Seen seen -> use.seen(progress, seen);
    };
  }

  private Decision allocate(Progress progress, Trigger.Allocate ask) {
    Facts facts = progress.facts();
    if (facts.available()) {
      var lease = Lease.pending(ask.leaseId(), ask.client(), progress.now(), policy.leaseTtl());
      progress.step(Event.ALLOCATED, facts.withLease(Optional.of(lease)), Evidence.NONE, "");
      return progress.decision();
    }
    return resume(progress, ask);
  }

  private Decision resume(Progress progress, Trigger.Allocate ask) {
    Facts facts = progress.facts();
    Optional<Lease> own = facts.lease().filter(lease -> lease.resumableBy(ask.client()));
    if (own.isEmpty() || !facts.membership().inService() || facts.membership().fixed()) {
      return new Decision.Refused(Decision.Refusal.NOT_AVAILABLE);
    }
    var deadline = progress.now().plus(policy.leaseTtl());
    var lease = own.get().resumedBy(ask.client(), deadline);
    progress.step(Event.LEASE_RESUMED, facts.withLease(Optional.of(lease)), Evidence.NONE, "");
    return progress.decision();
  }

  private static Decision expire(Progress progress, Trigger.DeadlinePassed passed) {
    boolean due =
        progress
            .facts()
            .lease()
            .filter(lease -> lease.id().equals(passed.leaseId()))
            .filter(lease -> lease.expiresAt().equals(Optional.of(passed.deadline())))
            .filter(lease -> lease.overdueAt(progress.now()))
            .isPresent();
    if (due) {
      Facts after = progress.facts().withLease(Optional.empty());
      progress.step(Event.LEASE_EXPIRED, after, Evidence.NONE, said(passed.proof()));
    }
    return progress.decision();
  }

  private static String said(Trigger.Proof proof) {
    return switch (proof) {
      case PING_ANSWERED -> "the PBX answered a Ping sent after the deadline";
      case UNVERIFIED -> "unverified: the link to the PBX is down";
    };
  }
}
