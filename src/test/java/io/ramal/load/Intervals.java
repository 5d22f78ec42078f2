package io.ramal.load;

import io.ramal.database.Database;
import io.ramal.database.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges by the history whether any extension ever had two live leases, or lost another's. */
final class Intervals {

  private static final String EVENTS =
      """
      SELECT id, extension, event, lease_id
        FROM extension_history
       WHERE id > ?
       ORDER BY id
       LIMIT ?
      """;

  private static final long PAGE = 2_000;

  private final Map<String, String> leases = new HashMap<>();
  private final List<String> overlaps = new ArrayList<>();

  private Intervals() {}

  /** Each allocation of an extension whose lease was live, and each end of a lease that was not. */
  static List<String> overlaps(Database database) {
    var intervals = new Intervals();
    List<Row> page = page(database, 0);
    while (!page.isEmpty()) {
      page.forEach(intervals::row);
      page = page(database, page.getLast().number("id"));
    }
    return intervals.overlaps;
  }

  private static List<Row> page(Database database, long after) {
    return database.inTransaction(transaction -> transaction.query(EVENTS, after, PAGE));
  }

  private void row(Row row) {
    String extension = row.text("extension");
    switch (row.text("event")) {
      case "allocated" -> {
        if (leases.put(extension, row.text("lease_id")) != null) {
          overlaps.add("row " + row.number("id") + ": " + extension);
        }
      }
      case "released", "reset", "lease_expired" -> {
        if (!row.text("lease_id").equals(leases.remove(extension))) {
          overlaps.add("row " + row.number("id") + " ends another lease: " + extension);
        }
      }
      default -> {
        // says nothing of the lease
      }
    }
  }
}
