package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import io.ramal.history.LiveExtensions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the pool without locks: one statement each, so that each answer is of one moment. */
public final class PoolReader implements PoolView {

  private static final String STATES =
      """
      SELECT extension, state
        FROM extensions
       WHERE configured
         AND out_of_service_since IS NULL
      """;

  private static final String EXTENSIONS =
      """
      SELECT e.extension, e.pbx, e.version, e.state, e.available, e.contact_count,
             e.channel_count, e.disowned_count, e.state_since, e.free_since, e.verified, e.configured,
             e.fixed, e.out_of_service_by, e.out_of_service_reason, e.out_of_service_since,
             e.lease_id, e.lease_holder, e.lease_client_address, e.lease_phase, e.lease_given_at,
             e.lease_expires_at,
             c.contact_uri, c.registered, c.disowned, c.status, c.user_agent,
             c.since AS contact_since,
             h.uniqueid, h.channel, h.linkedid, h.since AS channel_since
        FROM (SELECT *
                FROM extensions
               WHERE extension > ?
                 AND (CAST(? AS VARCHAR) IS NULL OR extension = ?)
                 AND (CAST(? AS VARCHAR) IS NULL OR state = ?)
                 AND (CAST(? AS VARCHAR) IS NULL OR pbx = ?)
                 AND (CAST(? AS BOOLEAN) IS NULL OR (lease_id IS NOT NULL) = ?)
               ORDER BY extension
               LIMIT ?) AS e
        LEFT JOIN extension_contacts AS c ON c.extension = e.extension
        LEFT JOIN extension_channels AS h ON h.extension = e.extension
       ORDER BY e.extension
      """;

  private final Database database;

  /** Reads from this database. */
  public PoolReader(Database database) {
    this.database = database;
  }

  @Override
  public SortedMap<ExtensionName, State> states() {
    var states = new TreeMap<ExtensionName, State>();
    database
        .inTransaction(transaction -> transaction.query(STATES))
        .forEach(
            row ->
                states.put(new ExtensionName(row.text("extension")), State.of(row.text("state"))));
    return states;
  }

  @Override
  public List<Extension> extensions(Filter filter, Optional<ExtensionName> after, int limit) {
    String state = filter.state().map(State::word).orElse(null);
    String pbx = filter.pbx().orElse(null);
    Boolean leased = filter.leased().orElse(null);
    String from = after.map(ExtensionName::value).orElse("");
    return read(from, null, null, state, state, pbx, pbx, leased, leased, (long) limit);
  }

  @Override
  public Optional<Extension> extension(ExtensionName name) {
    String only = name.value();
    return read("", only, only, null, null, null, null, null, null, 1L).stream().findFirst();
  }

  /** Every extension there is, as this transaction sees them: what a verification compares. */
  public static List<LiveExtensions.Live> all(Transaction transaction) {
    Object[] everyOne = {"", null, null, null, null, null, null, null, null, Long.MAX_VALUE};
    return parts(transaction, everyOne).stream()
        .map(part -> new LiveExtensions.Live(part.extension(), part.whole()))
        .toList();
  }

  private List<Extension> read(Object... parameters) {
    return database.inTransaction(transaction -> read(transaction, parameters));
  }

  private static List<Extension> read(Transaction transaction, Object... parameters) {
    return parts(transaction, parameters).stream().map(ExtensionRows::extension).toList();
  }

  private static Collection<ExtensionRows> parts(Transaction transaction, Object... parameters) {
    Map<String, ExtensionRows> parts = new LinkedHashMap<>();
    transaction.query(EXTENSIONS, parameters).forEach(row -> add(parts, row));
    return parts.values();
  }

  /** Contacts and channels are crossed in the answer; sets forget the doubles. */
  private static void add(Map<String, ExtensionRows> parts, Row row) {
    var part = parts.computeIfAbsent(row.text("extension"), _ -> new ExtensionRows(row));
    if (row.optionalText("contact_uri").isPresent()) {
      part.contact(row);
    }
    if (row.optionalText("uniqueid").isPresent()) {
      part.channel(row);
    }
  }
}
