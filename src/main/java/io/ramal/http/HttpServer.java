package io.ramal.http;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.openapi.OpenApiFeature;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The server at work. */
public final class HttpServer implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final List<String> LOOKS =
      List.of("/observe/health", "/observe/metrics", "/openapi");

  private final WebServer server;
  private final HttpSettings settings;
  private final List<Route> routes;

  private HttpServer(WebServer server, HttpSettings settings, List<Route> routes) {
    this.server = server;
    this.settings = settings;
    this.routes = routes;
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
    var frame = new Frame(cors(routes, settings));
    var routing = HttpRouting.builder();
    new Router(routes, LOOKS, frame, errors).layInto(routing);
    WebServer server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .maxPayloadSize(Problem.BODY_LIMIT)
            .directHandlers(directHandlers(new RawErrors(frame)))
            .featuresDiscoverServices(false)
            .addFeature(observe(health, metrics))
            .addFeature(openApi())
            .routing(routing)
            .build();
    return new HttpServer(started(server, settings), settings, routes);
  }

  private static Cors cors(List<Route> routes, HttpSettings settings) {
    return new Cors(
        routes.stream().filter(Route::open).map(Route::path).collect(Collectors.toSet()),
        settings.origins());
  }

  private static DirectHandlers directHandlers(RawErrors errors) {
    var handlers = DirectHandlers.builder();
    for (EventType event : EventType.values()) {
      handlers.addHandler(event, errors);
    }
    return handlers.build();
  }

  private static ObserveFeature observe(List<Health> health, Metrics metrics) {
    var observer =
        HealthObserver.builder()
            .details(true)
            .useSystemServices(false)
            .addHealthChecks(health.stream().map(Health::helidon).toList())
            .build();
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .addObserver(observer)
        .addObserver(metrics.observer())
        .build();
  }

  private static OpenApiFeature openApi() {
    return OpenApiFeature.builder()
        .servicesDiscoverServices(false)
        .manager(new ApiFormats())
        .build();
  }

  private static WebServer started(WebServer server, HttpSettings settings) {
    try {
      return server.start();
    } catch (RuntimeException failure) {
      throw new HttpStartException(
          "cannot listen on " + settings.host() + " port " + settings.port(), failure);
    }
  }

  /**
   * Every call that is answered, as {@code GET /pbx}; what stands for others, as HEAD, left out.
   */
  public SortedSet<String> calls() {
    var calls = new TreeSet<String>();
    routes.forEach(route -> calls.add(route.method() + " " + route.path()));
    LOOKS.forEach(path -> calls.add("GET " + path));
    return calls;
  }

  /** The port that is open. */
  public int port() {
    return server.port();
  }

  /** Where to reach it. */
  public String url() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "http://" + host + ":" + port();
  }

  /** Takes no new requests, lets those under way finish, and stops. */
  @Override
  public void close() {
    server.stop();
  }
}
