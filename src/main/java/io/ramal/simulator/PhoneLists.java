package io.ramal.simulator;

import io.ramal.simulator.Answers.Item;
import io.ramal.simulator.Phones.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lists of endpoints and of contacts. */
final class PhoneLists {

  /** The rest of an AOR's lines tells what it has, and is no setting. */
  private static final int SETTINGS_OF_AOR = 17;

  private final SimulatedPbx pbx;

  PhoneLists(SimulatedPbx pbx) {
    this.pbx = pbx;
  }

  List<Block> answer(AmiRequest asked) {
    return switch (asked.actionKey()) {
      case "pjsipshowcontacts" -> contacts(asked);
      case "pjsipshowendpoints" -> endpoints(asked);
      case "pjsipshowendpoint" -> endpoint(asked);
      case "pjsipshowaors" -> aors(asked);
      case "sippeers" -> new SipPeerList(pbx).answer(asked);
      default -> Answers.unknown(asked);
    };
  }

  private List<Phone> phones() {
    return pbx.phones().all().filter(PhoneLists::isPjsip).toList();
  }

  private static boolean isPjsip(Phone phone) {
    return phone.endpoint().technology() == Technology.PJSIP;
  }

  private List<Block> contacts(AmiRequest asked) {
    List<Item> items =
        pbx.phones().contacts().stream()
            .filter(placed -> isPjsip(placed.phone()))
            .map(placed -> new Item("ContactList", listed(placed)))
            .toList();
    return items.isEmpty()
        ? Answers.pjsipError(asked, "No Contacts found")
        : Answers.list(
            asked,
            "A listing of Contacts follows, presented as ContactList events",
            items,
            "ContactListComplete");
  }

  private static Fields listed(Placed placed) {
    Contact contact = placed.contact();
    Endpoint endpoint = placed.phone().endpoint();
    return Fields.of("ObjectType", "contact")
        .add("ObjectName", contact.key())
        .add("ViaAddr", contact.from().host())
        .add("QualifyTimeout", "1.000000")
        .add("Qualify2xxOnly", "false")
        .add("CallId", contact.callId())
        .add("RegServer", "")
        .add("PruneOnBoot", contact.from().transport().hasConnection() ? "yes" : "no")
        .add("Path", "")
        .add("Endpoint", endpoint.name())
        .add("ViaPort", contact.from().port())
        .add("AuthenticateQualify", "no")
        .add("Uri", contact.uri())
        .add("QualifyFrequency", endpoint.qualify().toSeconds())
        .add("UserAgent", contact.from().userAgent())
        .add("ExpirationTime", contact.expires().getEpochSecond())
        .add("OutboundProxy", "")
        .add("Status", contact.state().text())
        .add("RoundtripUsec", roundtrip(contact));
  }

  private static String roundtrip(Contact contact) {
    return contact.state() == Contact.State.REACHABLE
        ? String.valueOf(contact.roundtripMicros())
        : "N/A";
  }

  private List<Block> endpoints(AmiRequest asked) {
    List<Item> items =
        phones().stream().map(phone -> new Item("EndpointList", listed(phone))).toList();
    return Answers.list(
        asked,
        "A listing of Endpoints follows, presented as EndpointList events",
        items,
        "EndpointListComplete");
  }

  private Fields listed(Phone phone) {
    return Fields.of("ObjectType", "endpoint")
        .add("ObjectName", phone.name())
        .add("Transport", "")
        .add("Aor", phone.name())
        .add("Auths", phone.name())
        .add("OutboundAuths", "")
        .add("Contacts", uris(phone, ",", ","))
        .add("DeviceState", pbx.devices().state(phone).listed())
        .add("ActiveChannels", pbx.switchboard().channels(phone).size());
  }

  private static String uris(Phone phone, String between, String after) {
    String joined =
        phone.contacts().stream()
            .map(contact -> phone.name() + "/" + contact.uri())
            .collect(Collectors.joining(between));
    return joined.isEmpty() ? "" : joined + after;
  }

  private List<Block> aors(AmiRequest asked) {
    List<Item> items =
        phones().stream()
            .map(phone -> new Item("AorList", Texts.AOR.fields(SETTINGS_OF_AOR, values(phone))))
            .toList();
    return Answers.list(
        asked, "A listing of AORs follows, presented as AorList events", items, "AorListComplete");
  }

  private Map<String, Object> values(Phone phone) {
    Endpoint endpoint = phone.endpoint();
    return Map.of(
        "name", phone.name(),
        "state", pbx.devices().state(phone).listed(),
        "channels", pbx.switchboard().channels(phone).size(),
        "password", endpoint.password().orElse(""),
        "contacts", uris(phone, ",", ""),
        "count", phone.contacts().size(),
        "max", endpoint.maxContacts(),
        "removes", endpoint.removeExisting(),
        "qualify", endpoint.qualify().toSeconds());
  }

  private List<Block> endpoint(AmiRequest asked) {
    String name = asked.text("Endpoint");
    Optional<Phone> phone = pbx.phones().find(name).filter(PhoneLists::isPjsip);
    if (phone.isEmpty()) {
      return Answers.pjsipError(asked, "Unable to retrieve endpoint " + name);
    }
    return Answers.list(
        asked,
        "Following are Events for each object associated with the Endpoint",
        details(phone.get()),
        "EndpointDetailComplete");
  }

  private List<Item> details(Phone phone) {
    Map<String, Object> values = values(phone);
    List<Item> items = new ArrayList<>();
    items.add(new Item("EndpointDetail", Texts.ENDPOINT.fields(values)));
    items.add(new Item("AuthDetail", Texts.AUTH.fields(values)));
    items.add(new Item("AorDetail", Texts.AOR.fields(values)));
    phone
        .contacts()
        .forEach(contact -> items.add(new Item("ContactStatusDetail", detail(phone, contact))));
    return items;
  }

  private static Fields detail(Phone phone, Contact contact) {
    return Fields.of("AOR", phone.name())
        .add("URI", contact.uri())
        .add("UserAgent", contact.from().userAgent())
        .add("RegExpire", contact.expires().getEpochSecond())
        .add("ViaAddress", contact.from().address())
        .add("CallID", contact.callId())
        .add("Status", contact.state().text())
        .add("RoundtripUsec", roundtrip(contact))
        .add("EndpointName", phone.name())
        .add("ID", contact.key())
        .add("AuthenticateQualify", 0)
        .add("OutboundProxy", "")
        .add("Path", "")
        .add("QualifyFrequency", phone.endpoint().qualify().toSeconds())
        .add("QualifyTimeout", "1.000")
        .add("Qualify2xxOnly", 0);
  }
}
