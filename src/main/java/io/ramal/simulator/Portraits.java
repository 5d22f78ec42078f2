package io.ramal.simulator;

import io.ramal.http.Json;
import io.ramal.http.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Function;

/** Phones and sessions as JSON. */
final class Portraits {

  private Portraits() {}

  static JsonObject phones(SimulatedPbx pbx) {
    return Json.object()
        .add("now", Times.text(pbx.now()))
        .add("up", pbx.isUp())
        .add("phones", Json.array(pbx.extensions(), extension -> phone(pbx, extension)))
        .build();
  }

  private static JsonObject phone(SimulatedPbx pbx, String extension) {
    var contacts = of(extension, pbx.contacts(), ContactView::extension);
    var channels = of(extension, pbx.channels(), ChannelView::extension);
    return Json.object()
        .add("extension", extension)
        .add("contacts", Json.array(contacts, Portraits::json))
        .add("channels", Json.array(channels, Portraits::json))
        .build();
  }

  private static <T> List<T> of(String extension, List<T> all, Function<T, String> whose) {
    return all.stream().filter(each -> whose.apply(each).equals(extension)).toList();
  }

  private static JsonValue json(ContactView contact) {
    return Json.object()
        .add("uri", contact.uri())
        .add("status", contact.status())
        .add("userAgent", Json.text(contact.userAgent()))
        .add("expiresAt", Times.text(contact.expiresAt()))
        .add("answering", contact.answering())
        .build();
  }

  private static JsonValue json(ChannelView channel) {
    return Json.object()
        .add("channel", channel.channel())
        .add("uniqueid", channel.uniqueid())
        .add("linkedid", channel.linkedid())
        .add("state", channel.state())
        .add("since", Times.text(channel.since()))
        .add("held", channel.held())
        .build();
  }

  static JsonValue session(SessionView session) {
    return Json.object()
        .add("number", session.number())
        .add("user", Json.text(session.user()))
        .add("events", session.events())
        .add("filters", Json.array(session.filters(), Json::text))
        .add("requests", session.requests())
        .add("lastActionId", Json.text(session.lastActionId()))
        .add("queued", session.queued())
        .add("written", session.written())
        .build();
  }
}
