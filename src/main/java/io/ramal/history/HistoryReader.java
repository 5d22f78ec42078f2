package io.ramal.history;

import io.ramal.database.Database;
import io.ramal.extension.Event;
import io.ramal.extension.ExtensionName;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Reads the history out of the database. */
public final class HistoryReader implements HistoryView {

  private static final String PAGE =
      EntryRows.COLUMNS
          + """
           WHERE extension = ?
             AND version < ?
             AND (CAST(? AS TIMESTAMP(6) WITH TIME ZONE) IS NULL OR recorded_at >= ?)
             AND (CAST(? AS TIMESTAMP(6) WITH TIME ZONE) IS NULL OR recorded_at < ?)
             AND (CAST(? AS VARCHAR) IS NULL OR event = ?)
           ORDER BY version DESC
           LIMIT ?
          """;

  private final Database database;

  /** Reads from this database. */
  public HistoryReader(Database database) {
    this.database = database;
  }

  @Override
  public List<HistoryEntry> page(
      ExtensionName extension, HistoryFilter filter, OptionalLong beforeVersion, int limit) {
    Instant from = filter.from().orElse(null);
    Instant to = filter.to().orElse(null);
    String event = filter.event().map(Event::word).orElse(null);
    long before = beforeVersion.orElse(Long.MAX_VALUE);
    String name = extension.value();
    return database
        .inTransaction(
            transaction ->
                transaction.query(
                    PAGE, name, before, from, from, to, to, event, event, (long) limit))
        .stream()
        .map(EntryRows::entry)
        .toList();
  }
}
