package io.ramal.simulator;

import io.ramal.simulator.Answers.Item;
import java.util.List;
import java.util.Optional;

/** The list of chan_sip's peers. */
final class SipPeerList {

  private final SimulatedPbx pbx;

  SipPeerList(SimulatedPbx pbx) {
    this.pbx = pbx;
  }

  List<Block> answer(AmiRequest asked) {
    List<Item> items =
        pbx.phones()
            .all()
            .filter(phone -> phone.endpoint().technology() == Technology.SIP)
            .map(phone -> new Item("PeerEntry", listed(phone)))
            .toList();
    return Answers.list(asked, "Peer status list will follow", items, "PeerlistComplete");
  }

  private static Fields listed(Phone phone) {
    Optional<Contact> contact = phone.latest();
    return Fields.of("Channeltype", "SIP")
        .add("ObjectName", phone.name())
        .add("ChanObjectType", "peer")
        .add("IPaddress", contact.map(each -> each.from().host()).orElse("-none-"))
        .add("IPport", contact.map(each -> each.from().port()).orElse(0))
        .add("Dynamic", "yes")
        .add("Status", contact.map(SipPeerList::status).orElse("UNKNOWN"));
  }

  private static String status(Contact contact) {
    return switch (contact.state()) {
      case NON_QUALIFIED -> "Unmonitored";
      case REACHABLE -> "OK (1 ms)";
      case UNREACHABLE -> "UNREACHABLE";
    };
  }
}
