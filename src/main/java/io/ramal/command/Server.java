package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.database.Databases;
import io.ramal.history.HistoryReader;
import io.ramal.history.HistoryRoutes;
import io.ramal.history.HistoryRows;
import io.ramal.history.LinkRows;
import io.ramal.history.Partitions;
import io.ramal.http.Errors;
import io.ramal.http.HttpServer;
import io.ramal.http.Metrics;
import io.ramal.http.Problem;
import io.ramal.pbx.LinkTimes;
import io.ramal.pbx.Links;
import io.ramal.pbx.PbxRoutes;
import io.ramal.pool.AmiStatus;
import io.ramal.pool.ExtensionRoutes;
import io.ramal.pool.LivePool;
import io.ramal.pool.PoolReader;
import io.ramal.pool.PoolRoutes;
import io.ramal.pool.PoolUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/** The whole server: all rooms put together, on a database that has the schema. */
public final class Server implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final boolean demo;
  private final Database database;
  private final LivePool pool;
  private final Memberships memberships;
  private final Links links;
  private final Metrics metrics;
  private final HttpServer http;
  private final Thread partitions;

  private Server(Settings settings, LinkTimes times, boolean demo) {
    this.demo = demo;
    var rooms = new Rooms(settings);
    HttpServer.requireFree(rooms.http());
    this.database = Databases.open(rooms.database());
    this.pool =
        new LivePool(
            database, new HistoryRows(), rooms.policy(), settings.leases().linkDownExpiry());
    this.memberships = new Memberships(settings.pbxs(), pool);
    this.links =
        new Links(rooms.pbxs(), times, database, pool, replica(), new LinkRows(), memberships);
    this.metrics = ServerMetrics.of(database, pool, links);
    this.partitions =
        Thread.ofVirtual().name("history-partitions").unstarted(new Partitions(database));
    this.http = started(rooms);
  }

  /**
   * Starts every room; the caller has brought the schema up to date.
   *
   * @throws io.ramal.http.HttpStartException when the port cannot be opened
   */
  public static Server start(Settings settings) {
    return new Server(settings, new Rooms(settings).linkTimes(), false);
  }

  /** The same beside a simulated PBX, which its status says. */
  static Server demo(Settings settings) {
    return new Server(settings, new Rooms(settings).linkTimes(), true);
  }

  /** The same with other waiting times of the links, for tests. */
  public static Server start(Settings settings, LinkTimes times) {
    return new Server(settings, times, false);
  }

  private static String replica() {
    return ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private HttpServer started(Rooms rooms) {
    try {
      pool.start(links);
      links.start();
      partitions.start();
      memberships.await(PATIENCE);
      return HttpServer.start(
          rooms.http(),
          routes(rooms),
          errors(),
          List.of(ServerHealth.database(database), ServerHealth.pbx(links)),
          metrics);
    } catch (RuntimeException failure) {
      closeRooms();
      throw failure;
    }
  }

  private List<io.ramal.http.Routes> routes(Rooms rooms) {
    var view = new PoolReader(database);
    return List.of(
        new PoolRoutes(pool, view, rooms.credentials(pool::pbx), this::amiStatus),
        new ExtensionRoutes(view),
        new HistoryRoutes(new HistoryReader(database), name -> view.extension(name).isPresent()),
        new PbxRoutes(links::views));
  }

  private AmiStatus amiStatus() {
    return new AmiStatus(links.amiConnected(), links.reconnectAttempts(), demo);
  }

  static Errors errors() {
    return Errors.standard()
        .and(PoolUnavailableException.class, failure -> Optional.of(problem(failure)))
        .and(DatabaseException.class, Server::problem);
  }

  private static Problem problem(PoolUnavailableException failure) {
    return failure.unknown()
        ? Problem.outcomeUnknown()
        : Problem.unavailable("The database cannot be written now: nothing was changed.");
  }

  private static Optional<Problem> problem(DatabaseException failure) {
    return switch (failure.kind()) {
      case UNAVAILABLE, OUTCOME_UNKNOWN ->
          Optional.of(Problem.unavailable("The database cannot be read now."));
      case REJECTED -> Optional.empty();
    };
  }

  /** Every call that it answers, as {@code GET /pbx}. */
  SortedSet<String> calls() {
    return http.calls();
  }

  /** Where to reach it. */
  public String url() {
    return http.url();
  }

  /** Lets requests under way finish, takes leave of the PBXs, writes what waits, and stops. */
  @Override
  public void close() {
    http.close();
    closeRooms();
  }

  private void closeRooms() {
    partitions.interrupt();
    links.close();
    pool.close();
    metrics.close();
    database.close();
  }
}
