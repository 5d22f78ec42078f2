package io.ramal.history;

import io.ramal.extension.Event;
import io.ramal.extension.Evidence;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** The example of docs/hash-chain.md: rows that the code hashes, told column by column. */
final class ExampleRows {

  private static final HistoryEntry FIRST =
      new HistoryEntry(
          1,
          new ExtensionName("3000"),
          1,
          Event.CONFIGURED,
          State.FREE,
          State.FREE,
          Instant.parse("2026-11-24T14:32:07.123456Z"),
          Instant.parse("2026-11-24T14:32:07.123456Z"),
          Origin.of(Source.CONFIGURATION),
          "",
          "",
          "default",
          Evidence.NONE,
          "",
          "{\"lease\":null,\"contacts\":[],\"channels\":[]}",
          Hash.ZERO);

  private static final HistoryEntry SECOND =
      new HistoryEntry(
          2,
          new ExtensionName("3000"),
          2,
          Event.CALL_ENDED,
          State.FREE,
          State.FREE,
          Instant.parse("1969-12-31T23:59:59.999999Z"),
          Instant.parse("2026-11-24T14:32:08Z"),
          new Origin(Source.AMI, "ana", "r-1", "192.0.2.7"),
          "L1",
          "tab-1",
          "default",
          new Evidence(
              "PJSIP/3000-00000001",
              "1764.1",
              "1764.1",
              "sip:a@192.0.2.1",
              "Zoë 📞",
              OptionalInt.of(16)),
          "a row with something in every column",
          "{\"lease\":null,\"contacts\":[],\"channels\":[]}",
          Hash.ZERO);

  private static final List<String> NAMES =
      List.of(
          "id",
          "extension",
          "version",
          "event",
          "from_state",
          "to_state",
          "occurred_at",
          "recorded_at",
          "source",
          "actor",
          "request_id",
          "client_address",
          "lease_id",
          "holder",
          "pbx",
          "channel",
          "uniqueid",
          "linkedid",
          "contact_uri",
          "user_agent",
          "cause",
          "detail",
          "facts");

  private final StringBuilder text = new StringBuilder();

  private ExampleRows() {}

  static String text() {
    var form = new ByteForm();
    Hash first = form.hash(Hash.ZERO, FIRST);
    Hash second = form.hash(first, SECOND);
    var example = new ExampleRows();
    example.row(FIRST, Hash.ZERO, first);
    example.row(SECOND, first, second);
    return example.text.toString();
  }

  private void row(HistoryEntry entry, Hash previous, Hash hash) {
    line("\n### Row " + entry.id() + "\n");
    line("| column | value | bytes |");
    line("| --- | --- | --- |");
    line("| | algorithm 1 | `01` |");
    line("| | hash of the row before | `" + previous + "` |");
    List<Object> values = values(entry);
    for (int i = 0; i < values.size(); i++) {
      line(
          "| `"
              + NAMES.get(i)
              + "` | "
              + said(values.get(i))
              + " | `"
              + hex(values.get(i))
              + "` |");
    }
    line("\nSHA-256: `" + hash + "`");
    recomputed(values, previous, hash);
  }

  private static void recomputed(List<Object> values, Hash previous, Hash hash) {
    if (!new Hash(PlainHash.of(previous.bytes(), values)).equals(hash)) {
      throw new AssertionError("the columns of the example do not give its hash");
    }
  }

  private static String said(Object value) {
    return value == null ? "NULL" : "`" + value + "`";
  }

  private static String hex(Object value) {
    return HexFormat.of().formatHex(PlainHash.form(value));
  }

  private static List<Object> values(HistoryEntry entry) {
    var values = new ArrayList<Object>(List.of(entry.id(), entry.extension().value()));
    values.addAll(List.of(entry.version(), entry.event().word()));
    values.addAll(List.of(entry.from().word(), entry.to().word()));
    values.addAll(List.of(entry.occurredAt(), entry.recordedAt()));
    values.add(entry.origin().source().word());
    texts(values, entry.origin().actor(), entry.origin().requestId());
    texts(values, entry.origin().clientAddress(), entry.leaseId(), entry.holder(), entry.pbx());
    Evidence evidence = entry.evidence();
    texts(values, evidence.channel(), evidence.uniqueid(), evidence.linkedid());
    texts(values, evidence.contactUri(), evidence.userAgent());
    values.add(evidence.cause().isPresent() ? (Long) (long) evidence.cause().getAsInt() : null);
    texts(values, entry.detail(), entry.facts());
    return values;
  }

  private static void texts(List<Object> values, String... texts) {
    for (String text : texts) {
      values.add(text.isEmpty() ? null : text);
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
