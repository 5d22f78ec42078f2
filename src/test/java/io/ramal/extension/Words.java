package io.ramal.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** The people, phones and times that the tests of this room speak of. */
final class Words {

  static final Policy POLICY =
      new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));

  /** When a situation has come about. */
  static final Instant BEFORE = Instant.parse("2026-11-24T14:32:00Z");

  /** One second later: when things happen to it. */
  static final Instant NOW = BEFORE.plusSeconds(1);

  /** When every deadline of a situation has passed. */
  static final Instant LATER = BEFORE.plusSeconds(60);

  static final ExtensionName NAME = new ExtensionName("3000");
  static final String PBX = "default";
  static final String LEASE = "L1";
  static final String NEXT_LEASE = "L2";
  static final Client TAB_1 = new Client("tab-1", "192.0.2.1");
  static final Client TAB_2 = new Client("tab-2", "192.0.2.2");
  static final Client ANONYMOUS = new Client("", "192.0.2.1");
  static final Client ELSEWHERE = new Client("", "192.0.2.9");

  static final Trigger CONFIGURED = new Trigger.Configure(PBX, false);

  private Words() {}

  static Trigger asks(Client client) {
    return new Trigger.Allocate(LEASE, client);
  }

  static Trigger.ContactSeen seen(String uri) {
    return new Trigger.ContactSeen(uri, "NonQualified", "", false);
  }

  static Trigger gone(String uri) {
    return new Trigger.ContactGone(uri);
  }

  static Trigger.ChannelStarted started(String uniqueid) {
    return new Trigger.ChannelStarted("PJSIP/3000-" + uniqueid, uniqueid, uniqueid);
  }

  static Trigger ended(String uniqueid) {
    return new Trigger.ChannelEnded(uniqueid, OptionalInt.of(16));
  }

  static Trigger read(Trigger.Reading reading, List<String> contacts, List<String> channels) {
    return new Trigger.Seen(
        contacts.stream().map(Words::seen).toList(),
        channels.stream().map(Words::started).toList(),
        reading);
  }

  /** The deadline that this extension's lease has now passed, and a Ping was answered. */
  static Trigger overdue(String leaseId, Extension extension) {
    Instant deadline = extension.facts().lease().flatMap(Lease::expiresAt).orElse(NOW);
    return new Trigger.DeadlinePassed(leaseId, deadline, Trigger.Proof.PING_ANSWERED);
  }

  /** The extension after these, all of them before NOW. */
  static Extension after(Trigger... triggers) {
    Extension extension = Extension.unknown(NAME, PBX, BEFORE);
    for (Trigger trigger : triggers) {
      extension = after(extension, trigger, BEFORE);
    }
    return extension;
  }

  /** The extension after this, at this time; the same one when nothing changes. */
  static Extension after(Extension extension, Trigger trigger, Instant now) {
    return switch (decide(extension, trigger, now)) {
      case Decision.Changed changed -> changed.after();
      case Decision.Unchanged _, Decision.Refused _ -> extension;
    };
  }

  static Decision decide(Extension extension, Trigger trigger, Instant now) {
    return new Rules(POLICY).decide(extension, trigger, now);
  }
}
