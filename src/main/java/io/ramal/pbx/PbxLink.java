package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.pool.LinkStamp;
import io.ramal.pool.OverdueLease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one PBX for the time of one leadership: one connection after the other, for ever,
 * until its thread is interrupted. Questions may be put from any thread.
 */
final class PbxLink implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PbxLink.class);
  private static final Duration SHORTEST_BACK_OFF = Duration.ofMillis(50);

  private final World world;
  private final LinkParts parts;
  private final long epoch;
  private final LongSupplier connections;
  private final Runnable beforehand;
  private final BackOff backOff;
  private volatile Optional<Session> session = Optional.empty();
  private String lastRefusal = "";
  private String lastTrouble = "";

  /**
   * A link that is not made yet.
   *
   * @param connections gives each connection its number, rising within the process
   * @param beforehand what has to be done under this leadership before the first connection
   */
  PbxLink(LinkParts parts, long epoch, LongSupplier connections, Runnable beforehand) {
    this.parts = parts;
    this.epoch = epoch;
    this.connections = connections;
    this.beforehand = beforehand;
    this.world = parts.world();
    this.backOff = new BackOff(SHORTEST_BACK_OFF, parts.times().longestBackOff(), world.random());
  }

  @Override
  public void run() {
    try {
      prepare();
      while (!Thread.currentThread().isInterrupted()) {
        connect();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void prepare() throws InterruptedException {
    while (!prepared()) {
      world.sleep(backOff.next());
    }
    backOff.reset();
  }

  private boolean prepared() {
    try {
      beforehand.run();
      return true;
    } catch (RuntimeException failure) {
      LOG.warn("[RAMAL-2008] the pool of {} is not ready: {}", name(), failure.getMessage());
      return false;
    }
  }

  private String name() {
    return parts.pbx().name();
  }

  private void connect() throws InterruptedException {
    var made = new Session(parts, new LinkStamp(name(), epoch, connections.getAsLong()));
    session = Optional.of(made);
    parts.state().attempted();
    Duration wait;
    try {
      wait = waitAfter(made);
    } finally {
      session = Optional.empty();
      parts.state().disconnected();
    }
    world.sleep(wait);
  }

  /** Runs the connection to its end, and says how long to wait before the next. */
  private Duration waitAfter(Session made) throws InterruptedException {
    try {
      made.run();
      return Duration.ZERO;
    } catch (LinkLostException lost) {
      return lost(made, lost.getMessage());
    } catch (LoginRefusedException refused) {
      return refused(made, refused.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("[RAMAL-2007] the link to {} failed", name(), failure);
      return backOff.next();
    }
  }

  private Duration lost(Session made, String why) {
    if (made.wasSynced()) {
      backOff.reset();
      lastRefusal = "";
      lastTrouble = "";
    } else if (!why.equals(lastTrouble)) {
      lastTrouble = why;
      LOG.warn("[RAMAL-2002] {} cannot be reached: {}", parts.pbx(), why);
    }
    return backOff.next();
  }

  private Duration refused(Session made, String why) {
    if (!why.equals(lastRefusal)) {
      lastRefusal = why;
      parts.journal().record("login_refused", made.number(), why);
      LOG.warn("[RAMAL-2001] {} refuses the login: {}", parts.pbx(), why);
    }
    return parts.times().refusedBackOff();
  }

  /** Has it shown that events up to now have arrived; nothing while it is not in step. */
  void ping(List<OverdueLease> leases) {
    session.ifPresent(each -> each.ping(leases));
  }

  /** Has just this extension read; nothing while it is not in step. */
  void recheck(ExtensionName extension) {
    session.ifPresent(each -> each.recheck(extension));
  }

  /** Signals were lost behind the queue. */
  void mustReread(String why) {
    session.ifPresent(each -> each.mustReread(why));
  }
}
