package io.ramal.history;

import io.ramal.database.Row;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Facts;
import io.ramal.extension.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks rows of extension_history one after the other. Confined to one thread. */
final class ChainCheck {

  private static final List<String> TEXTS =
      List.of(
          "actor",
          "request_id",
          "client_address",
          "lease_id",
          "holder",
          "channel",
          "uniqueid",
          "linkedid",
          "contact_uri",
          "user_agent",
          "detail");

  /** What the rows of one extension have said so far. */
  private record Last(
      long version, State state, String facts, String pbx, Instant stateSince, Instant freeSince) {

    static Last none(HistoryEntry first) {
      Instant born = first.recordedAt();
      return new Last(0, State.FREE, FactsJson.of(Facts.NONE), "", born, born);
    }

    Last after(HistoryEntry entry) {
      return new Last(
          entry.version(),
          entry.to(),
          entry.facts(),
          entry.pbx(),
          entry.to() == state ? stateSince : entry.recordedAt(),
          atRest(entry.to(), entry.facts()) && !atRest(state, facts)
              ? entry.recordedAt()
              : freeSince);
    }

    private static boolean atRest(State state, String facts) {
      return state == State.FREE && !FactsJson.leased(facts);
    }

    boolean isOf(Extension extension) {
      return FactsReader.read(facts).equals(extension.facts())
          && state == extension.state()
          && pbx.equals(extension.pbx())
          && stateSince.equals(extension.stateSince())
          && freeSince.equals(extension.freeSince());
    }
  }

  private final ByteForm form = new ByteForm();
  private final ChainEnd end = new ChainEnd("extension_history");
  private final Map<ExtensionName, Last> last = new TreeMap<>();

  ChainEnd end() {
    return end;
  }

  void row(Row row) {
    String where = end.where(row.number("id"));
    HistoryEntry entry = Unchanged.read(where, row, TEXTS, EntryRows::entry);
    Hash computed = Unchanged.hashed(where, () -> form.hash(end.hash(), entry));
    end.next(entry.id(), entry.recordedAt(), entry.hash(), computed);
    follows(where, entry);
  }

  private void follows(String where, HistoryEntry entry) {
    Last before = last.getOrDefault(entry.extension(), Last.none(entry));
    Broken.unless(
        entry.version() == before.version() + 1,
        where,
        "has version " + entry.version() + " after version " + before.version());
    Broken.unless(
        entry.from() == before.state(),
        where,
        "begins at " + entry.from().word() + " after " + before.state().word());
    last.put(entry.extension(), before.after(entry));
  }

  /** Compares an extension as it stands with what its history says. */
  void live(LiveExtensions.Live live) {
    Extension extension = live.extension();
    String where = where(extension.name());
    Optional<Last> said = Optional.ofNullable(last.remove(extension.name()));
    long version = said.map(Last::version).orElse(0L);
    Broken.unless(said.isPresent(), where, "has no history");
    Broken.unless(
        version == extension.version(),
        where,
        "is at version " + extension.version() + ", its history at " + version);
    Broken.unless(
        said.filter(each -> each.isOf(extension)).isPresent(),
        where,
        "is not what its last row of history says");
    Broken.unless(live.whole(), where, "contradicts its contacts or channels");
  }

  void noneLeft() {
    last.keySet().stream()
        .findFirst()
        .ifPresent(
            name -> {
              throw new Broken(where(name), "is missing, and has a history");
            });
  }

  private static String where(ExtensionName name) {
    return "extensions row " + name;
  }
}
