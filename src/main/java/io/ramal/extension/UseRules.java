package io.ramal.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the PBX says of an extension: contacts and channels come and go, the lease follows. */
final class UseRules {

  private static final String BELIEVED_NOT = "believed absent, the PBX has it";
  private static final String BELIEVED = "believed present, the PBX does not have it";

  private final Policy policy;

  UseRules(Policy policy) {
    this.policy = policy;
  }

  Decision contactSeen(Progress progress, Trigger.ContactSeen seen) {
    addContact(progress, seen, "", policy.reconnectGrace());
    if (seen.alone()) {
      others(progress, seen.uri())
          .forEach(uri -> removeContact(progress, uri, "replaced", policy.reconnectGrace()));
    }
    return progress.decision();
  }

  private static List<String> others(Progress progress, String uri) {
    return known(progress).stream().filter(other -> !other.equals(uri)).toList();
  }

  /** Registered, or cleared by hand and not seen to leave since. */
  private static Set<String> known(Progress progress) {
    var known = new TreeSet<>(progress.facts().contacts().keySet());
    known.addAll(progress.facts().disowned());
    return known;
  }

  Decision contactGone(Progress progress, Trigger.ContactGone gone) {
    removeContact(progress, gone.uri(), "", policy.reconnectGrace());
    return progress.decision();
  }

  Decision contactsGone(Progress progress) {
    known(progress).forEach(uri -> removeContact(progress, uri, "", policy.reconnectGrace()));
    return progress.decision();
  }

  Decision reachabilityChanged(Progress progress, Trigger.ReachabilityChanged changed) {
    progress
        .facts()
        .contacts()
        .values()
        .forEach(contact -> describe(progress, contact, changed.status(), ""));
    return progress.decision();
  }

  Decision channelStarted(Progress progress, Trigger.ChannelStarted started) {
    addChannel(progress, started, "", policy.reconnectGrace());
    return progress.decision();
  }

  Decision channelEnded(Progress progress, Trigger.ChannelEnded ended) {
    removeChannel(progress, ended.uniqueid(), ended.cause(), "", policy.reconnectGrace());
    return progress.decision();
  }

  Decision channelRenamed(Progress progress, Trigger.ChannelRenamed renamed) {
    Channel known = progress.facts().channels().get(renamed.uniqueid());
    if (known != null && !known.name().equals(renamed.channel())) {
      Channel after = known.renamed(renamed.channel());
      progress.step(
          Event.CHANNEL_RENAMED,
          progress.facts().withChannel(after),
          Evidence.of(after, OptionalInt.empty()),
          "was " + known.name());
    }
    return progress.decision();
  }

  /**
   * What is new is added before what is gone is taken out: a replacement is never a moment of free.
   * Contacts come before channels and go after them, since a channel beside a contact that was
   * cleared by hand confirms no lease.
   */
  Decision seen(Progress progress, Trigger.Seen seen) {
    Duration grace = graceAfter(seen.reading());
    seen.contacts().forEach(contact -> addContact(progress, contact, BELIEVED_NOT, grace));
    seen.channels().forEach(channel -> addChannel(progress, channel, BELIEVED_NOT, grace));
    var contacts = keys(seen.contacts(), Trigger.ContactSeen::uri);
    var channels = keys(seen.channels(), Trigger.ChannelStarted::uniqueid);
    progress.facts().channels().keySet().stream()
        .filter(id -> !channels.contains(id))
        .forEach(id -> removeChannel(progress, id, OptionalInt.empty(), BELIEVED, grace));
    progress.facts().contacts().keySet().stream()
        .filter(uri -> !contacts.contains(uri))
        .forEach(uri -> removeContact(progress, uri, BELIEVED, grace));
    verify(progress, contacts);
    return progress.decision();
  }

  private static <T> Set<String> keys(List<T> items, Function<T, String> key) {
    return items.stream().map(key).collect(Collectors.toSet());
  }

  private Duration graceAfter(Trigger.Reading reading) {
    return switch (reading) {
      case AFTER_LOGIN -> policy.restartGrace();
      case ON_LIVE_LINK, AFTER_RELEASE -> policy.reconnectGrace();
    };
  }

  private static void verify(Progress progress, Set<String> present) {
    Facts facts = progress.facts();
    var still = new TreeSet<>(facts.disowned());
    still.retainAll(present);
    if (!facts.verified() || !still.equals(facts.disowned())) {
      progress.step(Event.VERIFIED, facts.verifiedWith(still), Evidence.NONE, "");
    }
  }

  private static void addContact(
      Progress progress, Trigger.ContactSeen seen, String detail, Duration grace) {
    Facts facts = progress.facts();
    Contact known = facts.contacts().get(seen.uri());
    if (known != null) {
      describe(progress, known, seen.status(), seen.userAgent());
      return;
    }
    var contact = new Contact(seen.uri(), seen.status(), seen.userAgent(), progress.now());
    Facts after = settled(facts.withContact(contact), progress, grace);
    progress.step(arrival(facts, contact), after, Evidence.of(contact), detail);
  }

  private static Event arrival(Facts before, Contact contact) {
    if (before.lease().isPresent() && before.disowned().contains(contact.uri())) {
      return Event.CONTENDED;
    }
    return before.contacts().isEmpty() ? Event.REGISTERED : Event.CONTACT_ADDED;
  }

  private static void describe(Progress progress, Contact known, String status, String userAgent) {
    Contact after = known.described(status, userAgent);
    if (!after.equals(known)) {
      String detail = status.equals(known.status()) ? "" : "was " + known.status();
      progress.step(
          Event.CONTACT_CHANGED, progress.facts().withContact(after), Evidence.of(after), detail);
    }
  }

  private void removeContact(Progress progress, String uri, String detail, Duration grace) {
    Facts facts = progress.facts();
    Contact known = facts.contacts().get(uri);
    if (known == null && !facts.disowned().contains(uri)) {
      return;
    }
    boolean last = known != null && facts.contacts().size() == 1;
    Facts after = settled(facts.withoutContact(uri), progress, grace);
    progress.step(
        last ? Event.UNREGISTERED : Event.CONTACT_REMOVED,
        after,
        known == null ? Evidence.ofContact(uri) : Evidence.of(known),
        known == null ? "it had been cleared by hand" : detail);
  }

  private static void addChannel(
      Progress progress, Trigger.ChannelStarted started, String detail, Duration grace) {
    Facts facts = progress.facts();
    if (facts.channels().containsKey(started.uniqueid())) {
      return;
    }
    var channel =
        new Channel(started.channel(), started.uniqueid(), started.linkedid(), progress.now());
    progress.step(
        facts.channels().isEmpty() ? Event.CALL_STARTED : Event.CHANNEL_ADDED,
        settled(facts.withChannel(channel), progress, grace),
        Evidence.of(channel, OptionalInt.empty()),
        detail);
  }

  private static void removeChannel(
      Progress progress, String uniqueid, OptionalInt cause, String detail, Duration grace) {
    Facts facts = progress.facts();
    Channel known = facts.channels().get(uniqueid);
    if (known == null) {
      return;
    }
    progress.step(
        facts.channels().size() == 1 ? Event.CALL_ENDED : Event.CHANNEL_ENDED,
        settled(facts.withoutChannel(uniqueid), progress, grace),
        Evidence.of(known, cause),
        detail);
  }

  /**
   * The lease as the facts demand it: held, without a deadline, exactly while its client is shown
   * to be there; for the grace once it no longer is.
   */
  private static Facts settled(Facts facts, Progress progress, Duration grace) {
    if (facts.used()) {
      return facts.withLease(facts.lease().map(Lease::held));
    }
    Instant deadline = progress.now().plus(grace);
    return facts.withLease(
        facts
            .lease()
            .map(lease -> lease.expiresAt().isEmpty() ? lease.inGraceUntil(deadline) : lease));
  }
}
