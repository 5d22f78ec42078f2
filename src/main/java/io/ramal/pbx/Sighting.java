package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;

/** One thing that a list shows of an extension. */
sealed interface Sighting {

  /** Whose it is. */
  ExtensionName extension();

  /** A registered contact. */
  record OfContact(ExtensionName extension, Trigger.ContactSeen contact) implements Sighting {}

  /** A live channel. */
  record OfChannel(ExtensionName extension, Trigger.ChannelStarted channel) implements Sighting {}
}
