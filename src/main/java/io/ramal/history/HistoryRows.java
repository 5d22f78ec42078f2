package io.ramal.history;

import io.ramal.database.Row;
import io.ramal.database.Transaction;
import io.ramal.extension.Change;
import io.ramal.extension.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Table {@code extension_history} as a chain to append to. */
public final class HistoryRows implements HistoryChain {

  private static final String LOCK =
      """
      SELECT last_id, last_hash, last_recorded_at, clock_timestamp() AS now
        FROM history_head
       WHERE chain = 'extension_history'
         FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE history_head
         SET last_id = ?, last_hash = ?, last_recorded_at = ?
       WHERE chain = 'extension_history'
         AND last_id = ?
      """;

  /** Made by a transaction at the end of the chain; on PostgreSQL it lands in its month. */
  private static final String APPEND =
      """
      INSERT INTO extension_history (
             id, extension, version, event, from_state, to_state, occurred_at, recorded_at, source,
             actor, request_id, client_address, lease_id, holder, pbx, channel, uniqueid, linkedid,
             contact_uri, user_agent, cause, detail, facts, hash_algorithm, hash)
      SELECT id, extension, version, event, from_state, to_state,
             CAST(occurred_at AS TIMESTAMP(6) WITH TIME ZONE),
             CAST(? AS TIMESTAMP(6) WITH TIME ZONE), source,
             actor, request_id, client_address, lease_id, holder, pbx, channel, uniqueid, linkedid,
             contact_uri, user_agent, cause, detail, CAST(facts AS json_text), CAST(? AS SMALLINT), hash
        FROM UNNEST(
             CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS INTEGER ARRAY), CAST(? AS VARCHAR ARRAY),
             CAST(? AS VARCHAR ARRAY), CAST(? AS BYTEA ARRAY))
          AS entries (
             id, extension, version, event, from_state, to_state, occurred_at, source,
             actor, request_id, client_address, lease_id, holder, pbx, channel, uniqueid, linkedid,
             contact_uri, user_agent, cause, detail, facts, hash)
      """;

  /** A chain that holds no state of its own. */
  public HistoryRows() {}

  @Override
  public Head lock(Transaction transaction) {
    Row row = transaction.query(LOCK).getFirst();
    Instant now = transaction.now(row.time("now"));
    Instant last = row.time("last_recorded_at");
    return new Head(
        row.number("last_id"), new Hash(row.bytes("last_hash")), now.isBefore(last) ? last : now);
  }

  @Override
  public List<HistoryEntry> append(Transaction transaction, Head head, List<Draft> drafts) {
    List<HistoryEntry> entries = chained(head, drafts);
    write(transaction, head, entries);
    return entries;
  }

  static void write(Transaction transaction, Head head, List<HistoryEntry> entries) {
    insert(transaction, head, entries);
    move(transaction, head, entries.getLast());
  }

  private static List<HistoryEntry> chained(Head head, List<Draft> drafts) {
    var form = new ByteForm();
    var entries = new ArrayList<HistoryEntry>(drafts.size());
    Hash previous = head.lastHash();
    for (Draft draft : drafts) {
      HistoryEntry entry = entry(head.lastId() + entries.size() + 1, head.now(), draft);
      previous = form.hash(previous, entry);
      entries.add(entry.sealed(previous));
    }
    return entries;
  }

  static HistoryEntry entry(long id, Instant now, Draft draft) {
    Change change = draft.change();
    return new HistoryEntry(
        id,
        change.after().name(),
        change.after().version(),
        change.event(),
        change.from(),
        change.after().state(),
        draft.occurredAt().orElse(now),
        now,
        draft.origin(),
        change.lease().map(Lease::id).orElse(""),
        change.lease().map(Lease::holder).orElse(""),
        change.after().pbx(),
        change.evidence(),
        change.detail(),
        FactsJson.of(change.after().facts()),
        Hash.ZERO);
  }

  private static void insert(Transaction transaction, Head head, List<HistoryEntry> entries) {
    var columns = new EntryColumns(entries);
    long inserted =
        transaction.update(APPEND, columns.parameters(head.now(), (long) ByteForm.ALGORITHM));
    if (inserted != entries.size()) {
      throw new IllegalStateException(inserted + " of " + entries.size() + " rows were appended");
    }
  }

  private static void move(Transaction transaction, Head head, HistoryEntry last) {
    long moved =
        transaction.update(MOVE, last.id(), last.hash().bytes(), last.recordedAt(), head.lastId());
    if (moved != 1) {
      throw new IllegalStateException("the end of the history was not where it had been locked");
    }
  }
}
