package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.extension.ExtensionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds, without locks, extensions that may be handed out; each is judged again under its lock. */
final class Candidates {

  private static final String OWN_IN_GRACE =
      """
      SELECT extension
        FROM extensions
       WHERE lease_phase = 'grace'
         AND configured
         AND NOT fixed
         AND out_of_service_since IS NULL
         AND lease_holder = ANY(CAST(? AS VARCHAR ARRAY))
      """;

  private static final String ANONYMOUS_IN_GRACE =
      """
      SELECT extension
        FROM extensions
       WHERE lease_phase = 'grace'
         AND configured
         AND NOT fixed
         AND out_of_service_since IS NULL
         AND lease_holder = ''
         AND lease_client_address = ANY(CAST(? AS VARCHAR ARRAY))
      """;

  private static final String LONGEST_FREE =
      """
      SELECT extension
        FROM extensions
       WHERE available
       ORDER BY free_since, extension
       LIMIT ?
      """;

  /** Extensions whose lease in grace one of these clients holds by its id. */
  List<ExtensionName> ownInGrace(Transaction transaction, Collection<Work.Ask> asks) {
    String[] holders =
        asks.stream()
            .filter(ask -> !ask.client().anonymous())
            .map(ask -> ask.client().id())
            .distinct()
            .toArray(String[]::new);
    return holders.length == 0 ? List.of() : names(transaction, OWN_IN_GRACE, (Object) holders);
  }

  /** The longest free, and anonymous leases in grace from the addresses of these clients. */
  List<ExtensionName> lastResort(Transaction transaction, Collection<Work.Ask> asks) {
    var found = new ArrayList<>(names(transaction, LONGEST_FREE, (long) asks.size()));
    String[] addresses =
        asks.stream()
            .filter(ask -> ask.client().anonymous())
            .map(ask -> ask.client().address())
            .distinct()
            .toArray(String[]::new);
    if (addresses.length > 0) {
      found.addAll(names(transaction, ANONYMOUS_IN_GRACE, (Object) addresses));
    }
    return found;
  }

  private static List<ExtensionName> names(
      Transaction transaction, String sql, Object... parameters) {
    return transaction.query(sql, parameters).stream()
        .map(row -> new ExtensionName(row.text("extension")))
        .toList();
  }
}
