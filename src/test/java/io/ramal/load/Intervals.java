package io.ramal.load;

import io.ramal.database.Database;
import io.ramal.database.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges by the history whether any extension ever had two live leases. */
final class Intervals {

  private static final String EVENTS =
      """
      SELECT id, extension, event
        FROM extension_history
       ORDER BY id
      """;

  private Intervals() {}

  /** Each allocation of an extension whose lease was live. */
  static List<String> overlaps(Database database) {
    Set<String> leased = new HashSet<>();
    List<String> overlaps = new ArrayList<>();
    for (Row row : database.inTransaction(transaction -> transaction.query(EVENTS))) {
      String extension = row.text("extension");
      switch (row.text("event")) {
        case "allocated" -> {
          if (!leased.add(extension)) {
            overlaps.add("row " + row.number("id") + ": " + extension);
          }
        }
        case "released", "reset", "lease_expired" -> leased.remove(extension);
        default -> {
          // says nothing of the lease
        }
      }
    }
    return overlaps;
  }
}
