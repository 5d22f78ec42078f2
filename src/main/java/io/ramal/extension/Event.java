package io.ramal.extension;

import java.util.Locale;

/** What a history row says happened; the word in JSON and SQL is the constant in lower case. */
public enum Event {
  /** An available extension was leased to a client. */
  ALLOCATED,
  /** A client got the extension of its own lease back within the grace; the lease goes on. */
  LEASE_RESUMED,
  /**
   * The deadline of the lease passed, and the PBX was shown to have nothing that says otherwise.
   */
  LEASE_EXPIRED,
  /** The first contact registered. */
  REGISTERED,
  /** A further contact registered. */
  CONTACT_ADDED,
  /** A registered contact has another status, or its user agent became known. */
  CONTACT_CHANGED,
  /** A contact left and others stay, or one that was cleared by hand was seen to leave. */
  CONTACT_REMOVED,
  /** The last contact left. */
  UNREGISTERED,
  /** The first channel came up. */
  CALL_STARTED,
  /** A further channel came up. */
  CHANNEL_ADDED,
  /** A channel has another name. */
  CHANNEL_RENAMED,
  /** A channel ended and others go on. */
  CHANNEL_ENDED,
  /** The last channel ended. */
  CALL_ENDED,
  /** Lease and facts were cleared by hand. */
  RELEASED,
  /** Lease and facts were cleared by a reset of the whole pool. */
  RESET,
  /** A contact that was cleared by hand is registered under a later lease. */
  CONTENDED,
  /** The PBX was asked about what a hand had cleared; what it still has is in the rows before. */
  VERIFIED,
  /** The settings name the extension, or name it differently: another PBX, fixed or not. */
  CONFIGURED,
  /** The settings no longer name the extension. */
  UNCONFIGURED,
  /** Someone took it out of service. */
  OUT_OF_SERVICE,
  /** Someone put it back in service. */
  IN_SERVICE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word used in JSON, SQL and logs. */
  public String word() {
    return word;
  }

  /** The event with this word; throws IllegalArgumentException for any other word. */
  public static Event of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
