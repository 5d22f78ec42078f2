package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.time.Instant;
import java.util.Optional;

/**
 * What a message of the PBX means for one extension.
 *
 * @param occurredAt the PBX's time of it; empty where it does not say
 */
record Translation(ExtensionName extension, Trigger trigger, Optional<Instant> occurredAt) {

  /**
   * Whether it adds nothing to a reading of the PBX that was asked for at {@code reading}. The end
   * of a channel always counts: its Uniqueid never comes back.
   */
  boolean isOlderThan(Optional<Instant> reading) {
    return !(trigger instanceof Trigger.ChannelEnded)
        && occurredAt.isPresent()
        && reading.filter(occurredAt.get()::isBefore).isPresent();
  }
}
