package io.ramal.pbx;

import io.ramal.database.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This replica's part in following one PBX: tries to lead it, and while it does, keeps the link and
 * the row of the PBX. A leadership is held for a term and renewed well before its end; with the
 * database away it is given up when the term is over, unless no other process could lead. One
 * thread runs it; it may be asked from any.
 */
final class Leadership implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final Duration TERM = Duration.ofSeconds(3);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Surroundings all;
  private final PbxSettings pbx;
  private final PbxRows rows;
  private final PbxMemory memory = new PbxMemory();
  private final Bell bell;
  private final Timer term;
  private volatile Optional<Led> led = Optional.empty();
  private volatile Observed observed;
  private volatile boolean closed;
  private String lastTrouble = "";

  Leadership(Surroundings all, PbxSettings pbx) {
    this.all = all;
    this.pbx = pbx;
    this.rows = new PbxRows(pbx.name(), all.replica());
    this.bell = new Bell(all.world());
    this.term = new Timer(all.world());
    this.observed = new Observed(unknown(), false, all.world().nanos());
  }

  /** What another replica's row said, and until when that holds. */
  private record Observed(LinkView view, boolean elsewhere, long until) {

    boolean holdsAt(long nanos) {
      return elsewhere && until - nanos > 0;
    }
  }

  private LinkView unknown() {
    return new LinkState(all.world(), bell).view(pbx.name());
  }

  @Override
  public void run() {
    try {
      while (!closed) {
        OptionalLong epoch = take();
        if (epoch.isPresent()) {
          lead(epoch.getAsLong());
        } else {
          bell.await(INTERVAL);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private OptionalLong take() {
    try {
      term.set(TERM);
      OptionalLong epoch = all.database().inTransaction(this::take);
      lastTrouble = "";
      return epoch;
    } catch (RuntimeException failure) {
      trouble(failure);
      return OptionalLong.empty();
    }
  }

  private OptionalLong take(Transaction transaction) {
    boolean exclusive = all.database().exclusive();
    Optional<PbxRows.Elsewhere> row = rows.read(transaction);
    row.ifPresent(this::observe);
    return row.isPresent() && row.get().led() && !exclusive
        ? OptionalLong.empty()
        : rows.take(transaction, TERM, exclusive);
  }

  private void observe(PbxRows.Elsewhere row) {
    observed = new Observed(row.view(), row.led(), all.world().nanos() + row.left().toNanos());
  }

  private void trouble(RuntimeException failure) {
    if (!lastTrouble.equals(String.valueOf(failure.getMessage()))) {
      lastTrouble = String.valueOf(failure.getMessage());
      LOG.warn("[RAMAL-2010] who leads {} cannot be told: {}", pbx.name(), lastTrouble);
    }
  }

  private void lead(long epoch) throws InterruptedException {
    LOG.info("[AMI] {} is led by this replica, epoch {}", pbx.name(), epoch);
    var now = new Led(all, pbx, epoch, memory, bell);
    led = Optional.of(now);
    try {
      keep(now);
    } finally {
      now.end();
      observed = new Observed(now.state().view(pbx.name()).unled(), false, all.world().nanos());
      led = Optional.empty();
      now.writeHistory();
      release(now);
    }
  }

  private void keep(Led now) throws InterruptedException {
    while (!closed && !now.isDeposed() && renewed(now)) {
      now.writeHistory();
      bell.await(INTERVAL);
    }
  }

  /** Whether the leadership holds: renewed, or not run out while the database is away. */
  private boolean renewed(Led now) {
    var view = now.state().view(pbx.name());
    var next = new Timer(all.world());
    next.set(TERM);
    try {
      boolean held = all.database().inTransaction(tx -> rows.renew(tx, now.epoch(), TERM, view));
      term.set(next.left());
      lastTrouble = "";
      return held;
    } catch (RuntimeException failure) {
      trouble(failure);
      return all.database().exclusive() || !term.isDue();
    }
  }

  private void release(Led now) {
    try {
      boolean held = all.database().inTransaction(tx -> rows.release(tx, now.epoch()));
      LOG.info("[AMI] {} is {} by this replica", pbx.name(), held ? "given up" : "no longer led");
    } catch (RuntimeException failure) {
      trouble(failure);
    }
  }

  /** The leadership held now; empty while another replica has it, or none. */
  Optional<Led> led() {
    return led;
  }

  /** How the link is doing, here or elsewhere. */
  LinkView view() {
    Observed last = observed;
    return led.map(now -> now.state().view(pbx.name()))
        .orElseGet(() -> last.holdsAt(all.world().nanos()) ? last.view() : last.view().unled());
  }

  /** The epoch was refused. */
  void deposed(long epoch) {
    led.filter(now -> now.epoch() == epoch).ifPresent(Led::depose);
    bell.ring();
  }

  /** Gives up what is led and tries no more. */
  void close() {
    closed = true;
    bell.ring();
  }
}
