package io.ramal.history;

import io.ramal.database.Database;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import java.util.List;
import java.util.Optional;

/**
 * Proves the history: ids and versions without gaps, states that follow each other, hashes that
 * match, and live rows that are what the last row says. Reads page by page, so memory stays flat
 * but for one entry an extension.
 */
public final class Verifier {

  private static final long PAGE = 2_000;

  private static final String ENTRIES =
      EntryRows.COLUMNS
          + """
           WHERE id > ?
           ORDER BY id
           LIMIT ?
          """;

  private static final String LINKS =
      """
      SELECT id, pbx, event, recorded_at, replica, epoch, connection, differences, contacts_lost,
             detail, hash_algorithm, hash
        FROM pbx_link_history
       WHERE id > ?
       ORDER BY id
       LIMIT ?
      """;

  private static final String HEAD =
      """
      SELECT last_id, last_hash, last_recorded_at
        FROM history_head
       WHERE chain = ?
      """;

  private static final String COUNT = "SELECT count(*) AS total FROM extension_history";
  private static final String COUNT_LINKS = "SELECT count(*) AS total FROM pbx_link_history";

  private final Database database;
  private final LiveExtensions live;

  /** Verifies this database. */
  public Verifier(Database database, LiveExtensions live) {
    this.database = database;
    this.live = live;
  }

  /**
   * The verdict. A server may go on writing meanwhile: what it adds is verified as well, up to one
   * moment at which the live rows are compared.
   */
  public Verdict verify() {
    var entries = new ChainCheck();
    var links = new LinkChainCheck();
    try {
      boolean more;
      do {
        more = database.inTransaction(transaction -> entryPage(transaction, entries));
      } while (more);
      return database.inSnapshot(transaction -> finish(transaction, entries, links));
    } catch (Broken broken) {
      return broken.verdict();
    }
  }

  private Verdict finish(Transaction transaction, ChainCheck entries, LinkChainCheck links) {
    boolean more;
    do {
      more = entryPage(transaction, entries);
    } while (more);
    do {
      more = linkPage(transaction, links);
    } while (more);
    entries.end().ends(head(transaction, "extension_history"), count(transaction, COUNT));
    links.end().ends(head(transaction, "pbx_link_history"), count(transaction, COUNT_LINKS));
    return compared(transaction, entries, links);
  }

  private static Optional<Row> head(Transaction transaction, String chain) {
    return transaction.query(HEAD, chain).stream().findFirst();
  }

  private static long count(Transaction transaction, String sql) {
    return transaction.query(sql).getFirst().number("total");
  }

  private Verdict compared(Transaction transaction, ChainCheck entries, LinkChainCheck links) {
    List<LiveExtensions.Live> extensions = readable(transaction);
    extensions.forEach(entries::live);
    entries.noneLeft();
    return new Verdict.Proven(
        entries.end().id(), links.end().id(), extensions.size(), entries.end().hash());
  }

  /** A row that cannot even be read was changed: a word or a name in it is none of ours. */
  private List<LiveExtensions.Live> readable(Transaction transaction) {
    try {
      return live.all(transaction);
    } catch (IllegalArgumentException | IllegalStateException unreadable) {
      throw new Broken("extensions", "cannot be read: " + unreadable.getMessage());
    }
  }

  /** Whether there may be a further page. */
  private static boolean entryPage(Transaction transaction, ChainCheck check) {
    List<Row> rows = transaction.query(ENTRIES, check.end().id(), PAGE);
    rows.forEach(check::row);
    return rows.size() == PAGE;
  }

  private static boolean linkPage(Transaction transaction, LinkChainCheck check) {
    List<Row> rows = transaction.query(LINKS, check.end().id(), PAGE);
    rows.forEach(check::row);
    return rows.size() == PAGE;
  }
}
