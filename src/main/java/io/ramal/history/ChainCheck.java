package io.ramal.history;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Checks rows of extension_history one after the other. Confined to one thread. */
final class ChainCheck {

  private static final String TABLE = "extension_history";

  /** What the last row of one extension said. */
  private record Last(long version, State state, String facts) {}

  private final ByteForm form = new ByteForm();
  private final Map<ExtensionName, Last> last = new HashMap<>();
  private long lastId;
  private Hash lastHash = Hash.ZERO;
  private Instant lastRecordedAt = Instant.EPOCH;

  long rows() {
    return lastId;
  }

  Hash lastHash() {
    return lastHash;
  }

  void row(HistoryEntry entry) {
    String where = TABLE + " row " + entry.id();
    Broken.unless(
        entry.id() == lastId + 1,
        lastId == 0 ? TABLE : TABLE + " row " + (lastId + 1),
        "is missing: the next row there is has id " + entry.id());
    Broken.unless(
        form.hash(lastHash, entry).equals(entry.hash()),
        where,
        "was changed, or the row before it: its hash does not match");
    Broken.unless(
        !entry.recordedAt().isBefore(lastRecordedAt),
        where,
        "was recorded before the row before it");
    follows(where, entry);
    lastId = entry.id();
    lastHash = entry.hash();
    lastRecordedAt = entry.recordedAt();
  }

  private void follows(String where, HistoryEntry entry) {
    Last before = last.getOrDefault(entry.extension(), new Last(0, State.FREE, ""));
    Broken.unless(
        entry.version() == before.version() + 1,
        where,
        "has version " + entry.version() + " after version " + before.version());
    Broken.unless(
        entry.from() == before.state(),
        where,
        "begins at " + entry.from().word() + " after " + before.state().word());
    last.put(entry.extension(), new Last(entry.version(), entry.to(), entry.facts()));
  }

  void head(long id, Hash hash) {
    Broken.unless(
        id == lastId && hash.equals(lastHash),
        "history_head",
        "says that the last row is " + id + ", and it is " + lastId);
  }

  /** Compares an extension as it stands with what its last row says. */
  void live(Extension extension) {
    String where = "extensions row " + extension.name();
    Last said = last.remove(extension.name());
    Broken.unless(said != null, where, "has no history");
    Broken.unless(
        said.version() == extension.version(),
        where,
        "is at version " + extension.version() + ", its history at " + said.version());
    Broken.unless(
        FactsReader.read(said.facts()).equals(extension.facts())
            && said.state() == extension.state(),
        where,
        "is not what its last row of history says");
  }

  void noneLeft() {
    Broken.unless(last.isEmpty(), "extensions", "lacks " + last.keySet());
  }
}
