package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger;
import java.util.List;
import java.util.Optional;

/**
 * The words of chan_sip. A peer has at most one contact and no URI is ever told, so one is made of
 * its name and address, the same from an event and from a list. A peer that has just registered, or
 * is not qualified, counts as reachable.
 */
final class SipPeers {

  private static final String TECHNOLOGY = "SIP";
  private static final String REACHABLE = "Reachable";

  /** Asterisk 21: the first without chan_sip. */
  private static final int PROTOCOL_WITHOUT = 10;

  private SipPeers() {}

  /** Whether a PBX that speaks this version of the AMI protocol can have chan_sip. */
  static boolean possible(int protocol) {
    return protocol < PROTOCOL_WITHOUT;
  }

  /** What a PeerStatus means; nothing when it is of another technology. */
  static List<Translation> status(AmiMessage event) {
    if (!event.field("ChannelType").equals(TECHNOLOGY)) {
      return List.of();
    }
    Optional<ExtensionName> name = name(event.field("Peer"));
    return name.flatMap(peer -> trigger(peer, event))
        .map(trigger -> Translator.translation(event, name, trigger))
        .orElseGet(List::of);
  }

  private static Optional<ExtensionName> name(String peer) {
    return peer.startsWith(TECHNOLOGY + "/")
        ? ExtensionName.parse(peer.substring(TECHNOLOGY.length() + 1))
        : Optional.empty();
  }

  private static Optional<Trigger> trigger(ExtensionName peer, AmiMessage event) {
    String status = event.field("PeerStatus");
    return switch (status) {
      case "Registered" -> registered(peer, event.field("Address"));
      case "Unregistered" -> Optional.of(new Trigger.ContactsGone());
      case REACHABLE, "Unreachable", "Lagged" ->
          Optional.of(new Trigger.ReachabilityChanged(status));
      default -> Optional.empty();
    };
  }

  private static Optional<Trigger> registered(ExtensionName peer, String address) {
    return address.isEmpty()
        ? Optional.empty()
        : Optional.of(new Trigger.ContactSeen(uri(peer, address), REACHABLE, "", true));
  }

  private static String uri(ExtensionName peer, String address) {
    return "sip:" + peer + "@" + address;
  }

  /** The contact of one item of SIPpeers; empty when the peer is not registered. */
  static Optional<Sighting> listed(AmiMessage item) {
    String host = item.field("IPaddress");
    boolean known = !host.isEmpty() && !host.equals("-none-");
    return ExtensionName.parse(item.field("ObjectName"))
        .filter(name -> known)
        .map(name -> new Sighting.OfContact(name, contact(name, host, item)));
  }

  private static Trigger.ContactSeen contact(ExtensionName peer, String host, AmiMessage item) {
    String address = (host.contains(":") ? "[" + host + "]" : host) + ":" + item.field("IPport");
    return new Trigger.ContactSeen(uri(peer, address), word(item.field("Status")), "", true);
  }

  private static String word(String status) {
    if (status.startsWith("UNREACHABLE")) {
      return "Unreachable";
    }
    return status.startsWith("LAGGED") ? "Lagged" : REACHABLE;
  }
}
