package io.ramal.history;

import io.ramal.extension.Evidence;
import io.ramal.extension.Origin;
import io.ramal.http.Json;
import io.ramal.http.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.OptionalInt;

/** A row of the history as clients see it: every column, null where it is NULL. */
final class EntryJson {

  private EntryJson() {}

  static JsonObject of(HistoryEntry entry) {
    JsonObjectBuilder json = Json.object();
    change(json, entry);
    origin(json, entry.origin());
    json.add("leaseId", Json.text(entry.leaseId()));
    json.add("holder", Json.text(entry.holder()));
    json.add("pbx", entry.pbx());
    evidence(json, entry.evidence());
    json.add("detail", Json.text(entry.detail()));
    json.add("facts", Json.parse(entry.facts()));
    return json.add("hash", entry.hash().toString()).build();
  }

  private static void change(JsonObjectBuilder json, HistoryEntry entry) {
    json.add("id", entry.id());
    json.add("extension", entry.extension().value());
    json.add("version", entry.version());
    json.add("event", entry.event().word());
    json.add("fromState", entry.from().word());
    json.add("toState", entry.to().word());
    json.add("occurredAt", Times.text(entry.occurredAt()));
    json.add("recordedAt", Times.text(entry.recordedAt()));
  }

  private static void origin(JsonObjectBuilder json, Origin origin) {
    json.add("source", origin.source().word());
    json.add("actor", Json.text(origin.actor()));
    json.add("requestId", Json.text(origin.requestId()));
    json.add("clientAddress", Json.text(origin.clientAddress()));
  }

  private static void evidence(JsonObjectBuilder json, Evidence evidence) {
    json.add("channel", Json.text(evidence.channel()));
    json.add("uniqueid", Json.text(evidence.uniqueid()));
    json.add("linkedid", Json.text(evidence.linkedid()));
    json.add("contactUri", Json.text(evidence.contactUri()));
    json.add("userAgent", Json.text(evidence.userAgent()));
    cause(json, evidence.cause());
  }

  private static void cause(JsonObjectBuilder json, OptionalInt cause) {
    if (cause.isPresent()) {
      json.add("cause", cause.getAsInt());
    } else {
      json.add("cause", JsonValue.NULL);
    }
  }
}
