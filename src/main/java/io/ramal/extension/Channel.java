package io.ramal.extension;

import java.time.Instant;

/**
 * One live channel of an extension.
 *
 * @param name such as {@code PJSIP/3000-00000001}; a rename changes it
 * @param uniqueid the PBX's key of the channel; it never comes back and no transfer changes it
 * @param linkedid the key of the call that the channel belonged to when it started; may be empty
 * @param since when Ramal first recorded it, by the database's clock
 */
public record Channel(String name, String uniqueid, String linkedid, Instant since) {

  /** Throws IllegalArgumentException when the Uniqueid is empty. */
  public Channel {
    if (uniqueid.isEmpty()) {
      throw new IllegalArgumentException("a channel needs a Uniqueid");
    }
  }

  Channel renamed(String newName) {
    return new Channel(newName, uniqueid, linkedid, since);
  }
}
