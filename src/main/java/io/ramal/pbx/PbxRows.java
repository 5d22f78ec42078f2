package io.ramal.pbx;

import io.ramal.database.Row;
import io.ramal.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Table {@code pbx}: who leads which PBX until when, and how its link is doing. */
final class PbxRows {

  private static final String INSERT =
      """
      INSERT INTO pbx (pbx)
      VALUES (?)
          ON CONFLICT DO NOTHING
      """;

  private static final String SELECT =
      """
      SELECT leader, epoch, leader_until, connected, synced, link_since, reconnect_attempts,
             last_event_at, event_lag_micros, clock_offset_micros, rereads, differences, timestamps
        FROM pbx
       WHERE pbx = ?
      """;

  private static final String LOCK = SELECT + "   FOR UPDATE";

  private static final String TAKE =
      """
      UPDATE pbx
         SET leader = ?,
             epoch = ?,
             leader_until = ?,
             connected = FALSE,
             synced = FALSE,
             link_since = ?,
             reconnect_attempts = 0,
             rereads = 0,
             differences = 0
       WHERE pbx = ?
      """;

  private static final String RENEW =
      """
      UPDATE pbx
         SET leader_until = ?,
             connected = ?,
             synced = ?,
             link_since = ?,
             reconnect_attempts = ?,
             last_event_at = CAST(? AS TIMESTAMP(6) WITH TIME ZONE),
             event_lag_micros = CAST(? AS BIGINT),
             clock_offset_micros = CAST(? AS BIGINT),
             rereads = ?,
             differences = ?,
             timestamps = ?
       WHERE pbx = ?
         AND leader = ?
         AND epoch = ?
      """;

  private static final String RELEASE =
      """
      UPDATE pbx
         SET leader = NULL,
             leader_until = NULL,
             connected = FALSE,
             synced = FALSE,
             link_since = ?
       WHERE pbx = ?
         AND leader = ?
         AND epoch = ?
      """;

  private final String pbx;
  private final String replica;

  PbxRows(String pbx, String replica) {
    this.pbx = pbx;
    this.replica = replica;
  }

  /**
   * The row as its last leader left it.
   *
   * @param led whether that leadership still holds
   * @param left for how long
   */
  record Elsewhere(boolean led, Duration left, LinkView view) {}

  /**
   * Takes the leadership if nobody has it.
   *
   * @param regardless whether a leadership that still holds is no obstacle
   * @return the epoch of the leadership; empty when another replica has it
   */
  OptionalLong take(Transaction transaction, Duration term, boolean regardless) {
    Row row = lockedRow(transaction);
    Instant now = transaction.now();
    boolean taken = row.optionalTime("leader_until").filter(now::isBefore).isPresent();
    if (taken && !regardless) {
      return OptionalLong.empty();
    }
    long epoch = row.number("epoch") + 1;
    transaction.update(TAKE, replica, epoch, now.plus(term), now, pbx);
    return OptionalLong.of(epoch);
  }

  private Row lockedRow(Transaction transaction) {
    var found = transaction.query(LOCK, pbx);
    if (found.isEmpty()) {
      transaction.update(INSERT, pbx);
      found = transaction.query(LOCK, pbx);
    }
    return found.getFirst();
  }

  /**
   * Holds the leadership for another term and says how the link is doing; false when it is gone.
   */
  boolean renew(Transaction transaction, long epoch, Duration term, LinkView view) {
    long changed =
        transaction.update(
            RENEW,
            transaction.now().plus(term),
            view.connected(),
            view.synced(),
            view.since(),
            view.reconnectAttempts(),
            view.lastEventAt().orElse(null),
            orNull(view.eventLagMicros()),
            orNull(view.clockOffsetMicros()),
            view.rereads(),
            view.differences(),
            view.timestamps(),
            pbx,
            replica,
            epoch);
    return changed == 1;
  }

  private static Long orNull(OptionalLong number) {
    return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
  }

  /** Gives the leadership up, if it is still held. */
  boolean release(Transaction transaction, long epoch) {
    return transaction.update(RELEASE, transaction.now(), pbx, replica, epoch) == 1;
  }

  /** How the link is doing according to its leader; empty before anybody has led it. */
  Optional<Elsewhere> read(Transaction transaction) {
    Instant now = transaction.now();
    return transaction.query(SELECT, pbx).stream().findFirst().map(row -> elsewhere(row, now));
  }

  private Elsewhere elsewhere(Row row, Instant now) {
    Instant until = row.optionalTime("leader_until").orElse(now);
    LinkView view = view(row, now);
    boolean led = now.isBefore(until);
    return new Elsewhere(led, Duration.between(now, until), led ? view : view.unled());
  }

  private LinkView view(Row row, Instant now) {
    return new LinkView(
        pbx,
        row.flag("connected"),
        row.flag("synced"),
        row.optionalTime("link_since").orElse(now),
        row.number("reconnect_attempts"),
        row.optionalTime("last_event_at"),
        optional(row, "event_lag_micros"),
        optional(row, "clock_offset_micros"),
        row.number("rereads"),
        row.number("differences"),
        row.flag("timestamps"));
  }

  private static OptionalLong optional(Row row, String column) {
    return row.optionalNumber(column).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
