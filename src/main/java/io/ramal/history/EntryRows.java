package io.ramal.history;

import io.ramal.database.Row;
import io.ramal.extension.Event;
import io.ramal.extension.Evidence;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import java.util.OptionalInt;

/** Reads rows of {@code extension_history}. */
final class EntryRows {

  /** The head of every query whose rows {@link #entry} reads. */
  static final String COLUMNS =
      """
      SELECT id, extension, version, event, from_state, to_state, occurred_at, recorded_at, source,
             actor, request_id, client_address, lease_id, holder, pbx, channel, uniqueid, linkedid,
             contact_uri, user_agent, cause, detail, facts, hash_algorithm, hash
        FROM extension_history
      """;

  private EntryRows() {}

  static HistoryEntry entry(Row row) {
    return new HistoryEntry(
        row.number("id"),
        new ExtensionName(row.text("extension")),
        row.number("version"),
        Event.of(row.text("event")),
        State.of(row.text("from_state")),
        State.of(row.text("to_state")),
        row.time("occurred_at"),
        row.time("recorded_at"),
        origin(row),
        textOf(row, "lease_id"),
        textOf(row, "holder"),
        row.text("pbx"),
        evidence(row),
        textOf(row, "detail"),
        row.text("facts"),
        new Hash(row.bytes("hash")));
  }

  private static Origin origin(Row row) {
    return new Origin(
        Source.of(row.text("source")),
        textOf(row, "actor"),
        textOf(row, "request_id"),
        textOf(row, "client_address"));
  }

  private static Evidence evidence(Row row) {
    return new Evidence(
        textOf(row, "channel"),
        textOf(row, "uniqueid"),
        textOf(row, "linkedid"),
        textOf(row, "contact_uri"),
        textOf(row, "user_agent"),
        row.optionalNumber("cause")
            .map(cause -> OptionalInt.of(Math.toIntExact(cause)))
            .orElse(OptionalInt.empty()));
  }

  private static String textOf(Row row, String column) {
    return row.optionalText(column).orElse("");
  }
}
