package io.ramal.extension;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether an extension belongs to the pool, and whether it may be handed out. "Configured" and
 * "taken out of service" are two things; a restart undoes neither.
 *
 * @param configured whether the settings name it
 * @param fixed whether it is a hardphone's: followed, never handed out
 * @param outOfService who took it out of service and why; empty while nobody did
 */
public record Membership(boolean configured, boolean fixed, Optional<OutOfService> outOfService) {

  /** An extension that the settings don't name. */
  public static final Membership NONE = new Membership(false, false, Optional.empty());

  /**
   * An extension taken out of service by hand.
   *
   * @param by the actor
   * @param reason what the actor said
   * @param since when, by the database's clock
   */
  public record OutOfService(String by, String reason, Instant since) {}

  /** Whether the extension counts in the pool: configured, and not taken out of service. */
  public boolean inService() {
    return configured && outOfService.isEmpty();
  }

  Membership configuredAs(boolean isFixed) {
    return new Membership(true, isFixed, outOfService);
  }

  Membership dropped() {
    return new Membership(false, fixed, outOfService);
  }

  Membership with(Optional<OutOfService> mark) {
    return new Membership(configured, fixed, mark);
  }
}
