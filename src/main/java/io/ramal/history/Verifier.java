package io.ramal.history;

import io.ramal.database.Database;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import java.util.List;

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
             detail, hash
        FROM pbx_link_history
       WHERE id > ?
       ORDER BY id
       LIMIT ?
      """;

  private static final String HEAD =
      """
      SELECT last_id, last_hash
        FROM history_head
       WHERE chain = ?
      """;

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
    Row head = transaction.query(HEAD, "extension_history").getFirst();
    entries.head(head.number("last_id"), new Hash(head.bytes("last_hash")));
    Row linkHead = transaction.query(HEAD, "pbx_link_history").getFirst();
    links.head(linkHead.number("last_id"), new Hash(linkHead.bytes("last_hash")));
    var extensions = live.all(transaction);
    extensions.forEach(entries::live);
    entries.noneLeft();
    return new Verdict.Proven(entries.rows(), links.rows(), extensions.size(), entries.lastHash());
  }

  /** Whether there may be a further page. */
  private static boolean entryPage(Transaction transaction, ChainCheck check) {
    List<Row> rows = transaction.query(ENTRIES, check.rows(), PAGE);
    rows.forEach(row -> check.row(readable(row)));
    return rows.size() == PAGE;
  }

  /** A row that cannot even be read was changed: a word or a name in it is none of ours. */
  private static HistoryEntry readable(Row row) {
    try {
      return EntryRows.entry(row);
    } catch (RuntimeException unreadable) {
      throw new Broken(
          "extension_history row " + row.number("id"), "was changed: " + unreadable.getMessage());
    }
  }

  private static boolean linkPage(Transaction transaction, LinkChainCheck check) {
    List<Row> rows = transaction.query(LINKS, check.rows(), PAGE);
    rows.forEach(check::row);
    return rows.size() == PAGE;
  }
}
