package io.ramal.history;

import io.ramal.extension.Channel;
import io.ramal.extension.Contact;
import io.ramal.extension.Facts;
import io.ramal.extension.Lease;
import io.ramal.extension.Membership;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the facts of a history row back from their JSON text. */
final class FactsReader {

  private FactsReader() {}

  /** The facts; throws RuntimeException when the text is not what {@link FactsJson} writes. */
  static Facts read(String text) {
    JsonObject json;
    try (var reader = Json.createReader(new StringReader(text))) {
      json = reader.readObject();
    }
    return new Facts(
        object(json, "lease").map(FactsReader::lease),
        contacts(json),
        channels(json),
        disowned(json),
        json.getBoolean("verified", true),
        membership(json));
  }

  private static Lease lease(JsonObject json) {
    return new Lease(
        json.getString("id"),
        json.getString("holder"),
        json.getString("clientAddress"),
        Lease.Phase.of(json.getString("phase")),
        time(json, "givenAt"),
        json.isNull("expiresAt") ? Optional.empty() : Optional.of(time(json, "expiresAt")));
  }

  private static SortedMap<String, Contact> contacts(JsonObject json) {
    var contacts = new TreeMap<String, Contact>();
    for (JsonObject item : json.getJsonArray("contacts").getValuesAs(JsonObject.class)) {
      String uri = item.getString("uri");
      contacts.put(
          uri,
          new Contact(
              uri, item.getString("status"), item.getString("userAgent"), time(item, "since")));
    }
    return contacts;
  }

  private static SortedMap<String, Channel> channels(JsonObject json) {
    var channels = new TreeMap<String, Channel>();
    for (JsonObject item : json.getJsonArray("channels").getValuesAs(JsonObject.class)) {
      String uniqueid = item.getString("uniqueid");
      channels.put(
          uniqueid,
          new Channel(
              item.getString("channel"),
              uniqueid,
              item.getString("linkedid"),
              time(item, "since")));
    }
    return channels;
  }

  private static NavigableSet<String> disowned(JsonObject json) {
    var uris = new TreeSet<String>();
    if (json.containsKey("disowned")) {
      json.getJsonArray("disowned")
          .getValuesAs(JsonString.class)
          .forEach(uri -> uris.add(uri.getString()));
    }
    return uris;
  }

  private static Membership membership(JsonObject json) {
    return new Membership(
        json.getBoolean("configured", true),
        json.getBoolean("fixed", false),
        object(json, "outOfService")
            .map(
                mark ->
                    new Membership.OutOfService(
                        mark.getString("by"), mark.getString("reason"), time(mark, "since"))));
  }

  private static Optional<JsonObject> object(JsonObject json, String name) {
    JsonValue value = json.getOrDefault(name, JsonValue.NULL);
    return value.getValueType() == JsonValue.ValueType.OBJECT
        ? Optional.of(value.asJsonObject())
        : Optional.empty();
  }

  private static Instant time(JsonObject json, String name) {
    return Instant.parse(json.getString(name));
  }
}
