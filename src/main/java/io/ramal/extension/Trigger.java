package io.ramal.extension;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/** What can happen to one extension. */
public sealed interface Trigger {

  /** A client asks for it. The lease id is made beforehand, so that the decision stays pure. */
  record Allocate(String leaseId, Client client) implements Trigger {}

  /**
   * A client or a human frees it by hand; {@code linkUp}: whether the PBX can be asked about it.
   */
  record Release(boolean linkUp) implements Trigger {}

  /** The whole pool is reset; with the link down, what is or may be in use is left alone. */
  record Reset(boolean linkUp) implements Trigger {}

  /**
   * The PBX reports a registered contact, new or known.
   *
   * @param userAgent empty when the report does not say
   * @param alone whether it replaces every other contact, as in chan_sip
   */
  record ContactSeen(String uri, String status, String userAgent, boolean alone)
      implements Trigger {

    private static final int LONGEST_STATUS = 40;
    private static final int LONGEST_USER_AGENT = 300;

    /** Shortens what a client may have made as long as it likes, never within a character. */
    public ContactSeen {
      status = shortened(status, LONGEST_STATUS);
      userAgent = shortened(userAgent, LONGEST_USER_AGENT);
    }

    private static String shortened(String text, int length) {
      if (text.length() <= length) {
        return text;
      }
      return text.substring(
          0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
  }

  /** The PBX reports that one contact is gone. */
  record ContactGone(String uri) implements Trigger {}

  /** The PBX reports that no contact is left, without naming one, as chan_sip does. */
  record ContactsGone() implements Trigger {}

  /** The PBX reports a status of the whole endpoint, as chan_sip's qualify does. */
  record ReachabilityChanged(String status) implements Trigger {}

  /** The PBX reports a new channel. */
  record ChannelStarted(String channel, String uniqueid, String linkedid) implements Trigger {}

  /** The PBX reports the end of a channel, with its hangup cause. */
  record ChannelEnded(String uniqueid, OptionalInt cause) implements Trigger {}

  /** The PBX reports another name of a channel. */
  record ChannelRenamed(String uniqueid, String channel) implements Trigger {}

  /**
   * The PBX was asked and answered with all that it has of this extension.
   *
   * @param contacts each registered contact
   * @param channels each live channel
   * @param reading why it was asked
   */
  record Seen(List<ContactSeen> contacts, List<ChannelStarted> channels, Reading reading)
      implements Trigger {

    /** Copies the lists. */
    public Seen {
      contacts = List.copyOf(contacts);
      channels = List.copyOf(channels);
    }
  }

  /** Why the PBX was asked. */
  enum Reading {
    /** After a login: events may have been missed, softphones may still be on their way back. */
    AFTER_LOGIN,
    /** From time to time, or after an overflow, on a live link. */
    ON_LIVE_LINK,
    /** After a release by hand, of just this extension. */
    AFTER_RELEASE
  }

  /**
   * A deadline passed.
   *
   * @param leaseId of this lease
   * @param deadline which of its deadlines; a lease that was resumed since has a later one
   * @param proof what shows that the lease is not in use
   */
  record DeadlinePassed(String leaseId, Instant deadline, Proof proof) implements Trigger {}

  /** What shows that an overdue lease is not in use. */
  enum Proof {
    /** A Ping sent after the deadline was answered behind all events that were under way. */
    PING_ANSWERED,
    /** None: the link has been down for as long as the site is ready to wait. */
    UNVERIFIED
  }

  /** The settings name it, on this PBX, as a hardphone or not. */
  record Configure(String pbx, boolean fixed) implements Trigger {}

  /** The settings no longer name it. */
  record Unconfigure() implements Trigger {}

  /** Someone takes it out of service. */
  record TakeOutOfService(String actor, String reason) implements Trigger {}

  /** Someone puts it back in service. */
  record PutInService(String reason) implements Trigger {}
}
