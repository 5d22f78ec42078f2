package io.ramal.pbx;

import io.ramal.history.LinkEntry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written to the history of one link, in order, by whoever keeps its row. Safe for
 * many threads, never waits: with the database away it keeps what fits and passes over the rest.
 */
final class LinkJournal {

  private static final Logger LOG = LoggerFactory.getLogger(LinkJournal.class);
  private static final int LIMIT = 1_000;
  private static final int DETAIL_LIMIT = 1_000;

  private final String pbx;
  private final String replica;
  private final long epoch;
  private final Bell written;
  private final LinkedBlockingDeque<LinkEntry> waiting = new LinkedBlockingDeque<>(LIMIT);

  /** Of one leadership; the bell rings when something waits. */
  LinkJournal(String pbx, String replica, long epoch, Bell written) {
    this.pbx = pbx;
    this.replica = replica;
    this.epoch = epoch;
    this.written = written;
  }

  /** What happened to the connection with that number. */
  void record(String event, long connection, String detail) {
    record(event, connection, OptionalInt.empty(), OptionalInt.empty(), detail);
  }

  /** What a reading found. */
  void record(String event, long connection, int differences, int contactsLost, String detail) {
    record(event, connection, OptionalInt.of(differences), OptionalInt.of(contactsLost), detail);
  }

  private void record(
      String event,
      long connection,
      OptionalInt differences,
      OptionalInt contactsLost,
      String detail) {
    String shortened = detail.substring(0, Math.min(detail.length(), DETAIL_LIMIT));
    var entry =
        new LinkEntry(pbx, event, replica, epoch, connection, differences, contactsLost, shortened);
    if (!waiting.offer(entry)) {
      LOG.warn("[RAMAL-2006] no room for a row of the link history: {}", entry);
    }
    written.ring();
  }

  /** The one to be written next. */
  Optional<LinkEntry> next() {
    return Optional.ofNullable(waiting.peek());
  }

  /** That one has been written. */
  void done(LinkEntry entry) {
    waiting.removeFirstOccurrence(entry);
  }
}
