package io.ramal.simulation;

import io.ramal.database.Database;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.pbx.Links;
import io.ramal.pbx.TurnedLinks;
import io.ramal.pbx.TurnedWorld;
import io.ramal.pool.PbxLinks;
import io.ramal.pool.TurnedPool;
import io.ramal.simulator.AmiUser;
import io.ramal.simulator.Endpoint;
import io.ramal.simulator.LocalWire;
import io.ramal.simulator.PbxSetup;
import io.ramal.simulator.SimulatedPbx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Everything that takes part: the product, the PBX, the network between them, and the clock. */
final class Stage implements AutoCloseable {

  static final List<String> EXTENSIONS = List.of("300", "3000", "30001", "agent-7", "7");

  private static final Instant BEGINNING = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOKS = Duration.ofSeconds(2);
  private static final long A_MOMENT_NANOS = 5_000;
  private static final double PILE_UP = 0.2;

  private final Planted planted;
  private final SimulatedPbx pbx;
  private final TurnedWorld world;
  private final Database database;
  private TurnedPool pool;
  private Between between;
  private Links links;
  private Instant nextLook = BEGINNING;

  Stage(long seed, Planted planted) {
    this.planted = planted;
    var chance = new SplittableRandom(seed);
    pbx = new SimulatedPbx(setup(), BEGINNING, chance.split());
    world = new TurnedWorld(pbx, chance.split());
    database =
        Databases.open(
            TestDatabase.copyOfMigratedH2(), _ -> world.now().truncatedTo(ChronoUnit.MICROS));
    start();
  }

  private static PbxSetup setup() {
    var endpoints = EXTENSIONS.stream().map(Endpoint::named).toList();
    return PbxSetup.of(endpoints, AmiUser.pool(TurnedLinks.USER, TurnedLinks.SECRET))
        .pileUp(PILE_UP);
  }

  private void start() {
    pool = new TurnedPool(database);
    between = new Between(pool.signals(), planted);
    links =
        TurnedLinks.in(
            world,
            database,
            between,
            (name, epoch) -> pool.configure(name, epoch, new TreeSet<>(EXTENSIONS)));
    PbxLinks told = planted == Planted.EXPIRED_IN_SILENCE ? new Hasty(links, between) : links;
    pool.begin(told);
    links.start();
    settle();
  }

  /** The service stops and another begins on the same database. */
  void restartService() {
    stop();
    start();
  }

  private void stop() {
    links.close();
    pool.close();
  }

  SimulatedPbx pbx() {
    return pbx;
  }

  TurnedPool pool() {
    return pool;
  }

  Database database() {
    return database;
  }

  Between between() {
    return between;
  }

  Optional<LocalWire> wire() {
    return world.wire().filter(wire -> !wire.isOver());
  }

  Instant now() {
    return world.now();
  }

  boolean isSynced() {
    return links.synced(TurnedLinks.PBX);
  }

  /** Whether what the PBX says reaches the pool at once. */
  boolean isInTouch() {
    return isSynced() && !between.isSlow() && wire().filter(wire -> !wire.isHindered()).isPresent();
  }

  /** Lets time pass; what falls into it happens at its own time. */
  void pass(Duration time) {
    Instant end = world.now().plus(time);
    while (world.now().isBefore(end)) {
      Instant next = earlier(end, earlier(world.nextDue(), pbx.nextDue().orElse(end)));
      turnTo(next.isAfter(world.now()) ? next : world.now().plusMillis(1));
      if (!world.now().isBefore(nextLook)) {
        look();
      }
    }
    look();
  }

  private void look() {
    pool.lookAtDeadlines();
    settle();
    nextLook = world.now().plus(LOOKS);
  }

  private void turnTo(Instant then) {
    synchronized (pbx) {
      pbx.advanceTo(then);
    }
    settle();
    world.turnTo(then);
    settle();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** Waits until nothing can happen any more before somebody does something. */
  void settle() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!(world.isQuiet() && pool.isIdle() && world.isQuiet())) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("it does not come to rest");
      }
      LockSupport.parkNanos(A_MOMENT_NANOS);
    }
  }

  @Override
  public String toString() {
    return "synced "
        + isSynced()
        + ", slow "
        + between.isSlow()
        + ", "
        + wire()
        + ", PBX up "
        + pbx.isUp()
        + " "
        + links.views();
  }

  @Override
  public void close() {
    stop();
    database.close();
  }
}
