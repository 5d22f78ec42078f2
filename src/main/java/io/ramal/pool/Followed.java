package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.extension.ExtensionName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which extensions there are, and on which PBX: a copy of the database's, so that events of others
 * cost nothing. Names are never taken out, only added. Safe for many threads.
 */
final class Followed {

  private static final String ALL = "SELECT extension, pbx FROM extensions";

  private static final String ONE = "SELECT extension, pbx FROM extensions WHERE extension = ?";

  private final Map<ExtensionName, String> pbxs = new ConcurrentHashMap<>();

  boolean contains(ExtensionName extension) {
    return pbxs.containsKey(extension);
  }

  Set<ExtensionName> names() {
    return pbxs.keySet();
  }

  void add(ExtensionName extension, String pbx) {
    pbxs.put(extension, pbx);
  }

  /** The PBX of the extension; empty when it is not known here. */
  Optional<String> pbx(ExtensionName extension) {
    return Optional.ofNullable(pbxs.get(extension));
  }

  /** Learns of those that other replicas have added. */
  void refresh(Transaction transaction) {
    take(transaction, ALL);
  }

  /** Learns of one that another replica may have added. */
  void refresh(Transaction transaction, ExtensionName extension) {
    take(transaction, ONE, extension.value());
  }

  private void take(Transaction transaction, String sql, Object... parameters) {
    transaction
        .query(sql, parameters)
        .forEach(row -> add(new ExtensionName(row.text("extension")), row.text("pbx")));
  }
}
