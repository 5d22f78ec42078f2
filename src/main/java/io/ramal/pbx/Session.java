package io.ramal.pbx;

import io.ramal.extension.ExtensionName;
import io.ramal.pool.LinkStamp;
import io.ramal.pool.OverdueLease;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a PBX, from connecting to its loss: logs in, has the pool brought in step with
 * the PBX, keeps it so, and watches whether the PBX still answers. The link's thread runs it;
 * questions may be put from any thread and are dropped while the link is not in step.
 */
final class Session implements AmiListener {

  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int QUESTION_LIMIT = 1_000;
  private static final Step NOTHING = readings -> {};

  private final LinkParts parts;
  private final LinkStamp stamp;
  private final LinkReport report;
  private final Feed feed;
  private final Bell bell;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Set<ExtensionName> rechecking = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<AmiMessage> booted = new CompletableFuture<>();
  private volatile String farewell = "";

  /** A connection that is still to be made, under this stamp. */
  Session(LinkParts parts, LinkStamp stamp) {
    this.parts = parts;
    this.stamp = stamp;
    this.bell = new Bell(parts.world());
    this.report = new LinkReport(parts, stamp);
    this.feed = new Feed(stamp, parts.signals(), parts.memory().tally(), this::lost);
  }

  /** Until it is lost or refused, or the thread is interrupted. */
  void run() throws LinkLostException, LoginRefusedException, InterruptedException {
    try {
      talk();
    } catch (LinkLostException failure) {
      report.lost(farewell + failure.getMessage());
      throw failure;
    } catch (LoginRefusedException failure) {
      report.lost(failure.getMessage());
      throw failure;
    } catch (InterruptedException stopped) {
      report.lost("Ramal gave the link up");
      throw stopped;
    }
  }

  private void talk() throws LinkLostException, LoginRefusedException, InterruptedException {
    AmiConnection connection = AmiConnection.open(parts.world(), parts.pbx(), parts.times(), this);
    try {
      logIn(connection);
      follow(connection);
    } finally {
      connection.logOff();
    }
  }

  private void logIn(AmiConnection connection)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    var handshake = new Handshake(connection);
    var startup = handshake.run(parts.pbx(), booted, parts.times().bootDeadline());
    report.connected();
    if (parts.memory().restarted(startup)) {
      report.restarted();
    }
  }

  private void follow(AmiConnection connection)
      throws LinkLostException, LoginRefusedException, InterruptedException {
    var readings = new Readings(parts, stamp, feed, report, connection, this::put);
    var watchdog = new Timer(parts.world());
    watchdog.set(parts.times().pingInterval());
    while (true) {
      try {
        readings.readIfDue(parts.state().isSynced());
        pingIfDue(readings, watchdog);
        nextStep(readings.left(), watchdog.left()).run(readings);
      } catch (UnreadableException failure) {
        readings.postpone(failure.getMessage());
      }
    }
  }

  private void pingIfDue(Readings readings, Timer watchdog)
      throws LinkLostException, InterruptedException {
    if (watchdog.isDue()) {
      readings.ping();
      LOG.info("[AMI] Ping OK");
      watchdog.set(parts.times().pingInterval());
    }
  }

  /** What has been put to the link, or nothing when a time is up before. */
  private Step nextStep(Duration reading, Duration ping) throws InterruptedException {
    if (steps.isEmpty()) {
      bell.await(reading.compareTo(ping) < 0 ? reading : ping);
    }
    return Objects.requireNonNullElse(steps.poll(), NOTHING);
  }

  private void put(Step step) {
    steps.add(step);
    bell.ring();
  }

  /** Whether it has ever been in step. */
  boolean wasSynced() {
    return report.wasSynced();
  }

  long number() {
    return stamp.connection();
  }

  @Override
  public void event(AmiMessage event) {
    switch (event.event()) {
      case "FullyBooted" -> booted.complete(event);
      case "Reload" -> put(Readings::readAgain);
      case "Shutdown" -> farewell = "the PBX shut down; ";
      default -> {
        parts.state().event(event.timestamp());
        feed.heard(event);
      }
    }
  }

  @Override
  public void ended(String why) {
    put(
        readings -> {
          throw new LinkLostException(why);
        });
  }

  private void lost(String why) {
    report.lossOfSignals(why);
    put(NOTHING);
  }

  /** Signals were lost behind the queue. */
  void mustReread(String why) {
    feed.lose(why);
  }

  /** Has it shown that events up to now have arrived. */
  void ping(List<OverdueLease> leases) {
    if (takesQuestions()) {
      put(readings -> readings.ping(leases));
    }
  }

  /** Has just this extension read. */
  void recheck(ExtensionName extension) {
    if (takesQuestions() && rechecking.add(extension)) {
      put(
          readings -> {
            rechecking.remove(extension);
            readings.recheck(extension);
          });
    }
  }

  private boolean takesQuestions() {
    return parts.state().isSynced() && steps.size() < QUESTION_LIMIT;
  }
}
