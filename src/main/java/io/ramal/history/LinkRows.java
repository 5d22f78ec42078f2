package io.ramal.history;

import io.ramal.database.Row;
import io.ramal.database.Transaction;
import java.time.Instant;
import java.util.OptionalInt;

/** Table {@code pbx_link_history} as a chain to append to. */
public final class LinkRows implements LinkHistory {

  private static final String LOCK =
      """
      SELECT last_id, last_hash, last_recorded_at, clock_timestamp() AS now
        FROM history_head
       WHERE chain = 'pbx_link_history'
         FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE history_head
         SET last_id = ?, last_hash = ?, last_recorded_at = ?
       WHERE chain = 'pbx_link_history'
      """;

  private static final String APPEND =
      """
      INSERT INTO pbx_link_history (
             id, pbx, event, recorded_at, replica, epoch, connection, differences, contacts_lost,
             detail, hash_algorithm, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), CAST(? AS VARCHAR), ?, ?)
      """;

  /** A chain that holds no state of its own. */
  public LinkRows() {}

  @Override
  public void append(Transaction transaction, LinkEntry entry) {
    Row head = transaction.query(LOCK).getFirst();
    Instant now = transaction.now(head.time("now"));
    Instant last = head.time("last_recorded_at");
    Instant recordedAt = now.isBefore(last) ? last : now;
    long id = head.number("last_id") + 1;
    byte[] hash =
        new ByteForm().hash(new Hash(head.bytes("last_hash")), id, recordedAt, entry).bytes();
    insert(transaction, id, recordedAt, entry, hash);
    transaction.update(MOVE, id, hash, recordedAt);
  }

  private static void insert(
      Transaction transaction, long id, Instant recordedAt, LinkEntry entry, byte[] hash) {
    transaction.update(
        APPEND,
        id,
        entry.pbx(),
        entry.event(),
        recordedAt,
        entry.replica(),
        entry.epoch(),
        entry.connection(),
        orNull(entry.differences()),
        orNull(entry.contactsLost()),
        entry.detail().isEmpty() ? null : entry.detail(),
        (long) ByteForm.ALGORITHM,
        hash);
  }

  private static Object orNull(OptionalInt number) {
    return number.isPresent() ? (Object) number.getAsInt() : null;
  }
}
