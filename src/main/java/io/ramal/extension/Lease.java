package io.ramal.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The right of one client to use an extension.
 *
 * @param id unique for ever; a lease that is resumed within its grace keeps its id
 * @param holder the client's {@code X-Client-Id}; empty for an anonymous client
 * @param clientAddress the address the client asked from
 * @param phase where the lease is in its life
 * @param givenAt when it was given, by the database's clock
 * @param expiresAt its deadline by the database's clock; empty exactly while it is held
 */
public record Lease(
    String id,
    String holder,
    String clientAddress,
    Phase phase,
    Instant givenAt,
    Optional<Instant> expiresAt) {

  /** Where a lease is in its life. */
  public enum Phase {
    /** Handed out; the client has not registered yet. Never given twice. */
    PENDING("pending"),
    /** The client is registered or in a call: there is no deadline. */
    HELD("held"),
    /**
     * The client was there and is gone: it alone may have the extension back until the deadline.
     */
    GRACE("grace");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    /** The word used in JSON and SQL. */
    public String word() {
      return word;
    }

    /** The phase with this word; throws IllegalArgumentException for any other word. */
    public static Phase of(String word) {
      return switch (word) {
        case "pending" -> PENDING;
        case "held" -> HELD;
        case "grace" -> GRACE;
        default -> throw new IllegalArgumentException("no such lease phase: " + word);
      };
    }
  }

  /** Throws IllegalArgumentException for an empty id, or a deadline that its phase cannot have. */
  public Lease {
    if (id.isEmpty() || expiresAt.isPresent() == (phase == Phase.HELD)) {
      throw new IllegalArgumentException("lease " + id + ": phase and deadline disagree");
    }
  }

  static Lease pending(String id, Client client, Instant now, Duration ttl) {
    return new Lease(
        id, client.id(), client.address(), Phase.PENDING, now, Optional.of(now.plus(ttl)));
  }

  Lease held() {
    return new Lease(id, holder, clientAddress, Phase.HELD, givenAt, Optional.empty());
  }

  Lease inGraceUntil(Instant deadline) {
    return new Lease(id, holder, clientAddress, Phase.GRACE, givenAt, Optional.of(deadline));
  }

  Lease resumedBy(Client client, Instant deadline) {
    return new Lease(id, holder, client.address(), Phase.PENDING, givenAt, Optional.of(deadline));
  }

  /**
   * Whether this client may have the extension back: the same id, or both anonymous on one address.
   */
  public boolean resumableBy(Client client) {
    return phase == Phase.GRACE
        && holder.equals(client.id())
        && (!client.anonymous() || clientAddress.equals(client.address()));
  }

  boolean overdueAt(Instant now) {
    return expiresAt.isPresent() && !expiresAt.get().isAfter(now);
  }
}
