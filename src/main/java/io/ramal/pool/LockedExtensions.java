package io.ramal.pool;

import io.ramal.database.Dialect;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads extensions under row locks, with their contacts and channels. */
final class LockedExtensions {

  private static final String COLUMNS =
      """
      SELECT extension, pbx, version, state_since, free_since, verified, configured, fixed,
             out_of_service_by, out_of_service_reason, out_of_service_since,
             lease_id, lease_holder, lease_client_address, lease_phase, lease_given_at,
             lease_expires_at, contact_count, channel_count, disowned_count
        FROM extensions
      """;

  /** In the order of the names, so that two transactions never wait for each other. */
  private static final String NAMED =
      COLUMNS
          + """
           WHERE extension = ANY(CAST(? AS VARCHAR ARRAY))
           ORDER BY extension
             FOR UPDATE
          """;

  private static final String LONGEST_FREE =
      COLUMNS
          + """
           WHERE available
           ORDER BY free_since, extension
           LIMIT ?
          """;

  private static final String CONTACTS =
      """
      SELECT extension, contact_uri, registered, disowned, status, user_agent,
             since AS contact_since
        FROM extension_contacts
       WHERE extension = ANY(CAST(? AS VARCHAR ARRAY))
      """;

  private static final String CHANNELS =
      """
      SELECT extension, uniqueid, channel, linkedid, since AS channel_since
        FROM extension_channels
       WHERE extension = ANY(CAST(? AS VARCHAR ARRAY))
      """;

  private final String longestFree;

  LockedExtensions(Dialect dialect) {
    longestFree = LONGEST_FREE + dialect.skipLocked();
  }

  /** Locks those of the names that exist, waiting for whoever has them. */
  List<Extension> named(Transaction transaction, Collection<ExtensionName> names) {
    return names.isEmpty()
        ? List.of()
        : complete(transaction, transaction.query(NAMED, (Object) texts(names)));
  }

  /**
   * Locks the longest free of the available ones, at most {@code limit}, passing over locked ones.
   */
  List<Extension> longestFree(Transaction transaction, int limit) {
    return limit == 0
        ? List.of()
        : complete(transaction, transaction.query(longestFree, (long) limit));
  }

  private static List<Extension> complete(Transaction transaction, List<Row> rows) {
    Map<String, ExtensionRows> parts = new LinkedHashMap<>();
    rows.forEach(row -> parts.put(row.text("extension"), new ExtensionRows(row)));
    String[] withContacts = having(rows, "contact_count", "disowned_count");
    if (withContacts.length > 0) {
      transaction
          .query(CONTACTS, (Object) withContacts)
          .forEach(row -> parts.get(row.text("extension")).contact(row));
    }
    String[] withChannels = having(rows, "channel_count", "channel_count");
    if (withChannels.length > 0) {
      transaction
          .query(CHANNELS, (Object) withChannels)
          .forEach(row -> parts.get(row.text("extension")).channel(row));
    }
    return parts.values().stream().map(ExtensionRows::extension).toList();
  }

  private static String[] having(List<Row> rows, String count, String otherCount) {
    return rows.stream()
        .filter(row -> row.number(count) + row.number(otherCount) > 0)
        .map(row -> row.text("extension"))
        .toArray(String[]::new);
  }

  static String[] texts(Collection<ExtensionName> names) {
    return names.stream().map(ExtensionName::value).toArray(String[]::new);
  }
}
