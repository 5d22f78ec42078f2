package io.ramal.pbx;

import java.util.LinkedHashSet;

/**
 * The channels that were hung up last. A Uniqueid does not come back, so what begins with one of
 * theirs is told twice, or late. For one thread at a time.
 */
final class EndedChannels {

  private static final int REMEMBERED = 10_000;

  private final LinkedHashSet<String> uniqueids = new LinkedHashSet<>();

  /** Whether the event is of a channel that has already ended. */
  boolean deny(AmiMessage event) {
    String uniqueid = event.field("Uniqueid");
    return switch (event.event()) {
      case "Newchannel" -> uniqueids.contains(uniqueid);
      case "Hangup" -> isKnown(uniqueid);
      default -> false;
    };
  }

  private boolean isKnown(String uniqueid) {
    boolean known = !uniqueids.add(uniqueid);
    if (uniqueids.size() > REMEMBERED) {
      uniqueids.removeFirst();
    }
    return known;
  }
}
