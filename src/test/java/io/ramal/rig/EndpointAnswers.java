package io.ramal.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What PJSIPShowEndpoints and PJSIPShowEndpoint tell. */
final class EndpointAnswers {

  private EndpointAnswers() {}

  static String endpoints(Optional<String> id, Answers.Facts facts) {
    RecordedAnswer recorded = RecordedAnswer.of("PJSIPShowEndpoints");
    return recorded.first(id)
        + facts.endpoints().stream()
            .map(name -> recorded.event("EndpointList", id, endpoint(name, facts, ",")))
            .collect(Collectors.joining())
        + recorded.complete(id, facts.endpoints().size());
  }

  private static Map<String, String> endpoint(
      String name, Answers.Facts facts, String afterContact) {
    List<PbxContact> contacts = facts.state().contacts(name);
    return Map.of(
        "ObjectName",
        name,
        "Aor",
        name,
        "Auths",
        name,
        "Contacts",
        contacts.stream()
            .map(contact -> name + "/" + contact.uri() + afterContact)
            .collect(Collectors.joining()),
        "DeviceState",
        deviceState(name, facts.state()),
        "ActiveChannels",
        String.valueOf(facts.state().channels(name).size()));
  }

  private static String deviceState(String name, PbxState state) {
    if (!state.channels(name).isEmpty()) {
      return "In use";
    }
    return state.contacts(name).isEmpty() ? "Unavailable" : "Not in use";
  }

  static String endpoint(Optional<String> id, String name, Answers.Facts facts) {
    if (!facts.endpoints().contains(name)) {
      return RecordedAnswer.of("PJSIPShowEndpoint-unknown")
          .all(id, Map.of("Message", "Unable to retrieve endpoint " + name));
    }
    RecordedAnswer recorded = RecordedAnswer.of("PJSIPShowEndpoint");
    List<PbxContact> contacts = facts.state().contacts(name);
    return recorded.first(id)
        + recorded.event("EndpointDetail", id, detail(name, facts))
        + recorded.event("AuthDetail", id, auth(name))
        + recorded.event("AorDetail", id, aor(name, contacts))
        + contacts.stream()
            .map(contact -> recorded.event("ContactStatusDetail", id, status(contact, facts)))
            .collect(Collectors.joining())
        + recorded.complete(id, 3 + contacts.size());
  }

  private static Map<String, String> detail(String name, Answers.Facts facts) {
    return Map.of(
        "ObjectName",
        name,
        "Aors",
        name,
        "Auth",
        name,
        "Callerid",
        "\"Ext %s\" <%s>".formatted(name, name),
        "DeviceState",
        deviceState(name, facts.state()),
        "ActiveChannels",
        String.valueOf(facts.state().channels(name).size()));
  }

  private static Map<String, String> auth(String name) {
    return Map.of("ObjectName", name, "Username", name, "EndpointName", name);
  }

  private static Map<String, String> aor(String name, List<PbxContact> contacts) {
    return Map.of(
        "ObjectName", name,
        "Contacts",
            contacts.stream()
                .map(contact -> name + "/" + contact.uri())
                .collect(Collectors.joining(",")),
        "TotalContacts", String.valueOf(contacts.size()),
        "ContactsRegistered", String.valueOf(contacts.size()),
        "EndpointName", name);
  }

  private static Map<String, String> status(PbxContact contact, Answers.Facts facts) {
    return Map.of(
        "AOR", contact.extension(),
        "URI", contact.uri(),
        "UserAgent", contact.userAgent(),
        "RegExpire", String.valueOf(facts.now().getEpochSecond() + 120),
        "ViaAddress", "127.0.0.1:" + contact.port(),
        "Status", contact.status(),
        "EndpointName", contact.extension(),
        "ID", contact.key());
  }
}
