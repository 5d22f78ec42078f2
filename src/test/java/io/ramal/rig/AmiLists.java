package io.ramal.rig;

import java.util.List;
import java.util.stream.Stream;

/** What the lists of a real Asterisk say. */
final class AmiLists {

  private static final String NONE = "No Contacts found"; // is answered as an error

  private AmiLists() {}

  static List<PbxContact> contacts(List<AmiBlock> answer) {
    boolean none = answer.getFirst().find("Message").filter(NONE::equals).isPresent();
    return none ? List.of() : items(answer, "ContactList").map(AmiLists::contact).toList();
  }

  /** The contacts of chan_sip, whose URIs nobody tells: name and address. */
  static List<PbxContact> peers(List<AmiBlock> answer) {
    return items(answer, "PeerEntry")
        .filter(peer -> !peer.get("IPaddress").equals("-none-"))
        .map(AmiLists::peer)
        .toList();
  }

  private static PbxContact peer(AmiBlock item) {
    String name = item.get("ObjectName");
    String uri = "sip:%s@%s:%s".formatted(name, item.get("IPaddress"), item.get("IPport"));
    return new PbxContact(name, uri, item.get("Status"), "");
  }

  static List<PbxChannel> channels(List<AmiBlock> answer) {
    return items(answer, "CoreShowChannel").map(AmiLists::channel).toList();
  }

  private static Stream<AmiBlock> items(List<AmiBlock> answer, String event) {
    if (!answer.getFirst().get("Response").equals("Success")) {
      throw new IllegalStateException("not answered: " + answer.getFirst());
    }
    return answer.stream().filter(block -> block.isEvent(event));
  }

  private static PbxContact contact(AmiBlock item) {
    String name = item.get("ObjectName");
    return new PbxContact(
        name.substring(0, name.indexOf(";@")),
        item.get("Uri"),
        item.get("Status"),
        item.get("UserAgent"));
  }

  private static PbxChannel channel(AmiBlock item) {
    return new PbxChannel(
        item.get("Channel"),
        item.get("Uniqueid"),
        item.get("Linkedid"),
        item.get("ChannelStateDesc"));
  }
}
