package io.ramal.rig;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lists of all channels and of all contacts. */
final class ListAnswers {

  private ListAnswers() {}

  static String channels(Optional<String> id, List<PbxChannel> channels) {
    RecordedAnswer recorded = RecordedAnswer.of("CoreShowChannels");
    return recorded.first(id)
        + channels.stream()
            .map(channel -> recorded.event("CoreShowChannel", id, fields(channel)))
            .collect(Collectors.joining())
        + recorded.complete(id, channels.size());
  }

  private static Map<String, String> fields(PbxChannel channel) {
    return Map.of(
        "Channel", channel.name(),
        "ChannelState", code(channel.state()),
        "ChannelStateDesc", channel.state(),
        "CallerIDNum", channel.extension(),
        "CallerIDName", "Ext " + channel.extension(),
        "Uniqueid", channel.uniqueid(),
        "Linkedid", channel.linkedid());
  }

  private static String code(String state) {
    return switch (state) {
      case "Down" -> "0";
      case "Ring" -> "4";
      case "Ringing" -> "5";
      default -> "6";
    };
  }

  static String contacts(Optional<String> id, List<PbxContact> contacts, Instant now) {
    if (contacts.isEmpty()) {
      return RecordedAnswer.of("PJSIPShowContacts-empty").all(id, Map.of());
    }
    RecordedAnswer recorded = RecordedAnswer.of("PJSIPShowContacts");
    return recorded.first(id)
        + contacts.stream()
            .map(contact -> recorded.event("ContactList", id, fields(contact, now)))
            .collect(Collectors.joining())
        + recorded.complete(id, contacts.size());
  }

  private static Map<String, String> fields(PbxContact contact, Instant now) {
    return Map.of(
        "ObjectName", contact.key(),
        "ViaPort", contact.port(),
        "PruneOnBoot", contact.survivesRestart() ? "no" : "yes",
        "Endpoint", contact.extension(),
        "Uri", contact.uri(),
        "UserAgent", contact.userAgent(),
        "ExpirationTime", String.valueOf(now.getEpochSecond() + 120),
        "Status", contact.status());
  }
}
