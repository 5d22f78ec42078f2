package io.ramal.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The server at work. */
public final class HttpServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpSettings settings;
  private final List<Route> routes;
  private final List<String> paths;
  private final UnderWay underWay = new UnderWay();
  private final WebServer server;
  private final int port;

  private HttpServer(HttpSettings settings, List<Route> routes, Errors errors, Features features) {
    this.settings = settings;
    this.routes = routes;
    this.paths = features.paths();
    var frame = new Frame(cors());
    var routing = HttpRouting.builder();
    new Router(routes, features.paths(), frame, errors, underWay).layInto(routing);
    requireFree(settings);
    this.server = features.server(settings, routing, new RawErrors(frame));
    this.port = started();
  }

  /**
   * Starts to answer; returns once the port is open.
   *
   * @param rooms whose routes are served, those of an earlier room first
   * @param errors what failures of the rooms mean to a client
   * @param health what {@code /observe/health} looks at
   * @param metrics what {@code /observe/metrics} shows
   * @throws HttpStartException when the port cannot be opened
   */
  public static HttpServer start(
      HttpSettings settings,
      List<Routes> rooms,
      Errors errors,
      List<Health> health,
      Metrics metrics) {
    List<Route> routes = rooms.stream().flatMap(room -> room.routes().stream()).toList();
    return new HttpServer(settings, routes, errors, new Features(health, metrics, true));
  }

  /** The same for another program than Ramal: no document of its API, nothing observed. */
  public static HttpServer startUndocumented(
      HttpSettings settings, List<Routes> rooms, Errors errors) {
    List<Route> routes = rooms.stream().flatMap(room -> room.routes().stream()).toList();
    return new HttpServer(settings, routes, errors, new Features(List.of(), new Metrics(), false));
  }

  private Cors cors() {
    return new Cors(
        routes.stream().filter(Route::open).map(Route::path).collect(Collectors.toSet()),
        settings.origins());
  }

  /**
   * Finds out whether the port can be opened, before anything else is done for nothing. Helidon
   * itself would log a stack trace, and say nothing to its caller.
   *
   * @throws HttpStartException when it cannot
   */
  public static void requireFree(HttpSettings settings) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException failure) {
      throw new HttpStartException(settings, failure.getMessage(), failure);
    }
  }

  private int started() {
    server.start();
    if (!server.isRunning()) {
      throw new HttpStartException(settings, "it was taken a moment ago", null);
    }
    return server.port();
  }

  /**
   * Every call that is answered, as {@code GET /pbx}; what stands for others, as HEAD, left out.
   */
  public SortedSet<String> calls() {
    var calls = new TreeSet<String>();
    routes.forEach(route -> calls.add(route.method() + " " + route.path()));
    paths.forEach(path -> calls.add("GET " + path));
    return calls;
  }

  /** The port that is open. */
  public int port() {
    return port;
  }

  /** Where to reach it. */
  public String url() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + port;
  }

  /** Lets requests under way finish, and stops. */
  @Override
  public void close() {
    underWay.finish(PATIENCE);
    server.stop();
  }
}
