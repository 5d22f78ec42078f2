package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Trigger.Reading;
import io.ramal.pool.LinkStamp;
import io.ramal.pool.OverdueLease;
import io.ramal.pool.Signal;
import io.ramal.pool.Signal.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Reads the PBX over one connection and has the pool brought in step with it: after the login and
 * after a loss of signals with events held back, from time to time with events going on. For the
 * link's thread.
 */
final class Readings {

  private static final int LONGEST_POSTPONEMENT = 16;

  private final World world;
  private final LinkTimes times;
  private final LinkStamp stamp;
  private final ContactTally tally;
  private final Feed feed;
  private final LinkReport report;
  private final Pinger pinger;
  private final PbxReader reader;
  private final Consumer<Step> later;
  private final Timer timer;
  private final BackOff postponement;
  private Reading reason = Reading.AFTER_LOGIN;
  private boolean underWay;
  private boolean settled;
  private boolean again;

  /**
   * Over one connection.
   *
   * @param later takes steps for the link's thread, from any thread
   */
  Readings(
      LinkParts parts,
      LinkStamp stamp,
      Feed feed,
      LinkReport report,
      AmiConnection connection,
      Consumer<Step> later) {
    this.world = parts.world();
    this.timer = new Timer(world);
    this.times = parts.times();
    this.stamp = stamp;
    this.tally = parts.memory().tally();
    this.feed = feed;
    this.report = report;
    this.pinger = new Pinger(connection, world, parts.state());
    this.reader = new PbxReader(connection);
    this.later = later;
    Duration first = times.secondLook();
    this.postponement =
        new BackOff(first, first.multipliedBy(LONGEST_POSTPONEMENT), world.random());
  }

  /** How long until the PBX is to be read, if nothing happens before. */
  Duration left() {
    return underWay ? times.resyncInterval() : timer.left();
  }

  /** Reads the PBX if it is time for it, which it is when the link has just fallen out of step. */
  void readIfDue(boolean synced)
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    if (settled && !synced) {
      settled = false;
      timer.set(Duration.ZERO);
    }
    if (timer.isDue() && !underWay) {
      if (synced) {
        check();
      } else {
        resync();
      }
    }
  }

  /**
   * Reads the PBX as soon as it can be: its configuration was read again, and of an extension that
   * is no longer in it, or has come into it, not every channel driver sends events.
   */
  void readAgain() {
    again = true;
    if (settled) {
      timer.set(Duration.ZERO);
    }
  }

  /** It could not be read: later. */
  void postpone(String why) {
    report.outOfStep(why);
    underWay = false;
    settled = false;
    timer.set(postponement.next());
  }

  /** Everything is read with events held back, so that they follow it. */
  private void resync()
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    again = false;
    feed.hold();
    Optional<Instant> asked = pinger.ping();
    Inventory read = reader.everything();
    if (tally.mostlyDeniedBy(read)) {
      doubt();
      asked = pinger.ping();
      read = reader.everything();
    }
    var snapshot = snapshot(read, reason, Set.of(), this::resynced);
    if (feed.release(read, snapshot, asked)) {
      underWay = true;
    } else {
      postpone("signals were lost while it was read");
    }
  }

  private void doubt() throws InterruptedException {
    report.doubted();
    world.sleep(times.secondLook());
  }

  private void resynced(Reconciliation found) {
    if (feed.ifWhole(() -> report.synced(found))) {
      reason = Reading.ON_LIVE_LINK;
    }
    rest();
  }

  /**
   * Everything is read while events go on. What they touch is left out, and the answer to a Ping
   * shows that they have arrived.
   */
  private void check()
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    underWay = true;
    again = false;
    feed.watch();
    Inventory first = reader.everything();
    boolean doubtful = tally.mostlyDeniedBy(first);
    if (doubtful) {
      doubt();
      feed.watch();
    }
    Inventory read = doubtful ? reader.everything() : first;
    pinger.ping(() -> offerChecked(read));
  }

  private void offerChecked(Inventory read) {
    var snapshot = snapshot(read, Reading.ON_LIVE_LINK, feed.touched(), this::checked);
    if (!feed.answer(snapshot)) {
      snapshot
          .applied()
          .completeExceptionally(new IllegalStateException("the pool's queue is full"));
    }
  }

  private void checked(Reconciliation found) {
    report.checked(found);
    rest();
  }

  private void rest() {
    settled = true;
    postponement.reset();
    timer.set(again ? Duration.ZERO : times.resyncInterval());
  }

  private Signal.Snapshot snapshot(
      Inventory read, Reading why, Set<ExtensionName> touched, Consumer<Reconciliation> done) {
    var applied = new CompletableFuture<Reconciliation>();
    var _ =
        applied.whenComplete(
            (found, failure) -> later.accept(readings -> applied(found, failure, done)));
    return new Signal.Snapshot(stamp, read.seen(why), why, touched, applied);
  }

  private void applied(Reconciliation found, Throwable failure, Consumer<Reconciliation> done) {
    underWay = false;
    if (failure == null) {
      done.accept(found);
    } else {
      postpone("the reading could not be applied: " + failure.getMessage());
    }
  }

  /** The answer follows every event that the PBX had sent before. */
  void ping(List<OverdueLease> leases) throws LinkLostException, InterruptedException {
    pinger.ping(() -> feed.answer(new Signal.PingAnswered(stamp, leases)));
  }

  /** A sign of life. */
  void ping() throws LinkLostException, InterruptedException {
    pinger.ping();
  }

  /** Just this extension is read; if an event touches it meanwhile, the pool will ask again. */
  void recheck(ExtensionName extension)
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException {
    feed.watch();
    Inventory read = reader.of(extension);
    pinger.ping(() -> offerRechecked(extension, read));
  }

  private void offerRechecked(ExtensionName extension, Inventory read) {
    if (!feed.touched().contains(extension)) {
      var seen = read.seen(extension, Reading.AFTER_RELEASE);
      feed.answer(new Signal.Happened(stamp, extension, seen, Optional.empty()));
    }
  }
}
