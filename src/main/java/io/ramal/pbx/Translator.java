package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Translates events into what they mean for extensions. A pure function; what it does not know
 * means nothing. A contact is registered from any ContactStatus of it until the one that says
 * Removed; PeerStatus counts for chan_sip only, which has nothing else.
 */
final class Translator {

  private Translator() {}

  static List<Translation> translate(AmiMessage event) {
    return switch (event.event()) {
      case "ContactStatus" -> contactStatus(event);
      case "PeerStatus" -> SipPeers.status(event);
      case "Newchannel" -> newchannel(event);
      case "Hangup" -> hangup(event);
      case "Rename" -> rename(event);
      default -> List.of();
    };
  }

  private static List<Translation> contactStatus(AmiMessage event) {
    String uri = event.field("URI");
    if (uri.isEmpty()) {
      return List.of();
    }
    String status = event.field("ContactStatus");
    return translation(
        event,
        endpoint(event.field("EndpointName"), event.field("AOR")),
        status.equals("Removed")
            ? new Trigger.ContactGone(Limited.uri(uri))
            : Limited.contact(uri, status, event.field("UserAgent"), false));
  }

  /** The extension of an endpoint; where the PBX does not name one, that of the AOR. */
  static Optional<ExtensionName> endpoint(String endpoint, String aor) {
    return ExtensionName.parse(endpoint.isEmpty() ? aor : endpoint);
  }

  private static List<Translation> newchannel(AmiMessage event) {
    String channel = event.field("Channel");
    String uniqueid = event.field("Uniqueid");
    return uniqueid.isEmpty()
        ? List.of()
        : translation(
            event,
            PhoneChannel.extension(channel),
            Limited.channel(channel, uniqueid, event.field("Linkedid")));
  }

  private static List<Translation> hangup(AmiMessage event) {
    return translation(
        event,
        PhoneChannel.extension(event.field("Channel")),
        Limited.ended(event.field("Uniqueid"), cause(event.field("Cause"))));
  }

  private static OptionalInt cause(String text) {
    return text.matches("\\d{1,4}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  /** A channel that passes from one phone to another, or to none, ends here and begins there. */
  private static List<Translation> rename(AmiMessage event) {
    String uniqueid = event.field("Uniqueid");
    String after = event.field("Newname");
    Optional<ExtensionName> from = PhoneChannel.extension(event.field("Channel"));
    Optional<ExtensionName> to = PhoneChannel.extension(after);
    if (uniqueid.isEmpty()) {
      return List.of();
    }
    if (from.equals(to)) {
      return translation(event, to, Limited.renamed(uniqueid, after));
    }
    var ended = Limited.ended(uniqueid, OptionalInt.empty());
    var started = Limited.channel(after, uniqueid, "");
    return Stream.concat(
            translation(event, from, ended).stream(), translation(event, to, started).stream())
        .toList();
  }

  static List<Translation> translation(
      AmiMessage event, Optional<ExtensionName> extension, Trigger trigger) {
    return extension
        .map(name -> new Translation(name, trigger, event.timestamp()))
        .map(List::of)
        .orElseGet(List::of);
  }
}
