package io.ramal.extension;

import java.time.Instant;

/**
 * One extension as it stands after its last history row.
 *
 * @param name its name
 * @param pbx the name of the PBX it belongs to
 * @param version the version of its last history row; 0 when it has none yet
 * @param facts what is known of it
 * @param stateSince when the state last changed, by the database's clock
 * @param freeSince when it last became free without a lease: the longest free is handed out first
 */
public record Extension(
    ExtensionName name,
    String pbx,
    long version,
    Facts facts,
    Instant stateSince,
    Instant freeSince) {

  /** An extension that has no history yet. */
  public static Extension unknown(ExtensionName name, String pbx, Instant now) {
    return new Extension(name, pbx, 0, Facts.NONE, now, now);
  }

  /** The state that the facts mean. */
  public State state() {
    return facts.state();
  }

  Extension changedTo(Facts after, Instant now) {
    boolean rested = facts.state() == State.FREE && facts.lease().isEmpty();
    boolean rests = after.state() == State.FREE && after.lease().isEmpty();
    return new Extension(
        name,
        pbx,
        version + 1,
        after,
        after.state() == state() ? stateSince : now,
        rests && !rested ? now : freeSince);
  }

  Extension movedTo(String newPbx) {
    return new Extension(name, newPbx, version, facts, stateSince, freeSince);
  }
}
