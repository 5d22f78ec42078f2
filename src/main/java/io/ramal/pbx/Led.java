package io.ramal.pbx;

import io.ramal.database.DatabaseException;
import io.ramal.history.LinkEntry;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One leadership over one PBX, from its beginning to its end, with the link made under it. */
final class Led {

  private static final Logger LOG = LoggerFactory.getLogger(Led.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Surroundings all;
  private final long epoch;
  private final LinkState state;
  private final LinkJournal journal;
  private final PbxLink link;
  private final Thread thread;
  private volatile boolean deposed;

  /** Begins it: the link connects by itself. The bell rings when there is something to write. */
  Led(Surroundings all, PbxSettings pbx, long epoch, PbxMemory memory, Bell bell) {
    this.all = all;
    this.epoch = epoch;
    this.state = new LinkState(all.world(), bell);
    this.journal = new LinkJournal(pbx.name(), all.replica(), epoch, bell);
    var parts = new LinkParts(all.world(), pbx, all.times(), all.signals(), memory, state, journal);
    this.link =
        new PbxLink(
            parts, epoch, all.connections(), () -> all.onLeading().accept(pbx.name(), epoch));
    journal.record("leading", 0, "");
    this.thread = all.world().start("pbx-link-" + pbx.name(), link);
  }

  long epoch() {
    return epoch;
  }

  LinkState state() {
    return state;
  }

  PbxLink link() {
    return link;
  }

  boolean isDeposed() {
    return deposed;
  }

  /** Another replica leads. */
  void depose() {
    deposed = true;
  }

  /** Takes leave of the PBX. */
  void end() throws InterruptedException {
    thread.interrupt();
    if (!thread.join(PATIENCE)) {
      LOG.warn("[RAMAL-2009] {} does not end", thread.getName());
    }
  }

  /** Writes what waits for the link's history; with the database away it goes on waiting. */
  void writeHistory() {
    Optional<LinkEntry> entry = journal.next();
    while (entry.isPresent() && written(entry.get())) {
      journal.done(entry.get());
      entry = journal.next();
    }
  }

  private boolean written(LinkEntry entry) {
    try {
      return all.database()
          .inTransaction(
              transaction -> {
                all.history().append(transaction, entry);
                return true;
              });
    } catch (RuntimeException failure) {
      boolean hopeless = isHopeless(failure);
      if (hopeless) {
        LOG.error("[RAMAL-2006] a row of the link history was refused: {}", entry, failure);
      }
      return hopeless;
    }
  }

  private static boolean isHopeless(RuntimeException failure) {
    return !(failure instanceof DatabaseException known)
        || known.kind() == DatabaseException.Kind.REJECTED;
  }
}
