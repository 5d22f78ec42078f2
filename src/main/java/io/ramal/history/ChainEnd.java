package io.ramal.history;

import io.ramal.database.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How far a chain has been followed, and that each row is the next one. Confined to one thread. */
final class ChainEnd {

  private final String table;
  private long id;
  private Hash hash = Hash.ZERO;
  private Instant recordedAt = Instant.EPOCH;

  ChainEnd(String table) {
    this.table = table;
  }

  long id() {
    return id;
  }

  Hash hash() {
    return hash;
  }

  /** How a verdict names a row. */
  String where(long row) {
    return table + " row " + row;
  }

  /**
   * Takes the next row.
   *
   * @param stored the hash that it carries
   * @param computed the hash of what it says, after {@link #hash}
   */
  void next(long nextId, Instant nextRecordedAt, Hash stored, Hash computed) {
    Broken.unless(nextId > id, where(nextId), "is there twice");
    Broken.unless(
        nextId == id + 1, where(id + 1), "is missing: the next row there is has id " + nextId);
    Broken.unless(
        computed.equals(stored),
        where(nextId),
        "was changed, or the row before it: its hash does not match");
    Broken.unless(
        !nextRecordedAt.isBefore(recordedAt),
        where(nextId),
        "was recorded before the row before it");
    id = nextId;
    hash = stored;
    recordedAt = nextRecordedAt;
  }

  /** Compares the end with what {@code history_head} says it is, and with the number of rows. */
  void ends(Optional<Row> head, long rows) {
    Broken.unless(head.isPresent(), "history_head", "lacks the row of " + table);
    head.ifPresent(this::matches);
    Broken.unless(rows == id, table, "has " + rows + " rows with ids up to " + id);
  }

  private void matches(Row head) {
    boolean same =
        head.number("last_id") == id
            && Arrays.equals(head.bytes("last_hash"), hash.bytes())
            && head.time("last_recorded_at").equals(recordedAt);
    Broken.unless(
        same,
        "history_head",
        "says that the last row of "
            + table
            + " is "
            + head.number("last_id")
            + ", and it is not, or it is not as it says: the last one there is has id "
            + id);
  }
}
