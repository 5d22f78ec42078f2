package io.ramal.pbx;

import io.ramal.pool.LinkStamp;
import io.ramal.pool.Signal.Reconciliation;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what becomes of one connection: to the figures, to the history and to the log, each change
 * once. Safe for many threads, never waits.
 */
final class LinkReport {

  private static final Logger LOG = LoggerFactory.getLogger(LinkReport.class);

  private final LinkState state;
  private final LinkJournal journal;
  private final LinkStamp stamp;
  private final AtomicBoolean everSynced = new AtomicBoolean();
  private final AtomicBoolean lossTold = new AtomicBoolean();
  private final AtomicReference<String> trouble = new AtomicReference<>("");

  LinkReport(LinkParts parts, LinkStamp stamp) {
    this.state = parts.state();
    this.journal = parts.journal();
    this.stamp = stamp;
  }

  private void record(String event, String detail) {
    journal.record(event, stamp.connection(), detail);
  }

  void connected() {
    state.connected();
    record("connected", "");
    LOG.info("[AMI] {} connected", stamp.pbx());
  }

  void restarted() {
    record("pbx_restarted", "");
    LOG.info("[AMI] {} has been restarted", stamp.pbx());
  }

  /** A reading was applied, and nothing was lost since; what was not in step before is now. */
  void synced(Reconciliation found) {
    state.reread(found.differences());
    state.synced();
    lossTold.set(false);
    trouble.set("");
    String event = everSynced.getAndSet(true) ? "reread" : "synced";
    journal.record(event, stamp.connection(), found.differences(), found.contactsLost(), "");
    LOG.info(
        "[AMI] {} in step: {} differences, {} contacts lost",
        stamp.pbx(),
        found.differences(),
        found.contactsLost());
  }

  /** Whether it has ever been in step. */
  boolean wasSynced() {
    return everSynced.get();
  }

  /** The books were checked while all was well. */
  void checked(Reconciliation found) {
    state.reread(found.differences());
    if (found.differences() > 0) {
      journal.record("reread", stamp.connection(), found.differences(), found.contactsLost(), "");
      LOG.info("[AMI] {} re-read: {} differences", stamp.pbx(), found.differences());
    }
  }

  /** Signals did not reach the pool, or not the database. */
  void lossOfSignals(String why) {
    state.unsynced();
    if (!lossTold.getAndSet(true)) {
      record("overflow", why);
      LOG.warn("[RAMAL-2003] {} must be re-read: {}", stamp.pbx(), why);
    }
  }

  /** The PBX cannot be read, or the reading cannot be applied. */
  void outOfStep(String why) {
    state.unsynced();
    if (!why.equals(trouble.getAndSet(why))) {
      LOG.warn("[RAMAL-2004] {} is not in step: {}", stamp.pbx(), why);
    }
  }

  void doubted() {
    LOG.warn(
        "[RAMAL-2005] {} shows less than half of its contacts without having been restarted: asked"
            + " again",
        stamp.pbx());
  }

  /** It is over; that is told only of one that was connected. */
  void lost(String why) {
    if (state.isConnected()) {
      state.disconnected();
      record("lost", why);
      LOG.info("[AMI] {} lost: {}", stamp.pbx(), why);
    }
  }
}
