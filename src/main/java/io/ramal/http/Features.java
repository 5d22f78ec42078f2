package io.ramal.http;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.openapi.OpenApiFeature;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Helidon brings along, and how it is set up; nothing is found by looking around, so the same
 * settings always make the same server.
 *
 * @param health what {@code /observe/health} looks at
 * @param metrics what {@code /observe/metrics} shows
 * @param documented whether {@code /openapi} shows Ramal's own document
 */
record Features(List<Health> health, Metrics metrics, boolean documented) {

  private static final List<String> OBSERVED = List.of("/observe/health", "/observe/metrics");
  private static final String OPENAPI = "/openapi";

  private static final Duration GRACE = Duration.ofMillis(500);

  /** Where its answers are; they take GET. */
  List<String> paths() {
    return documented ? Stream.concat(OBSERVED.stream(), Stream.of(OPENAPI)).toList() : OBSERVED;
  }

  /** A server at rest. */
  WebServer server(HttpSettings settings, HttpRouting.Builder routing, RawErrors errors) {
    var server =
        WebServer.builder()
            .host(settings.host())
            .port(settings.port())
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .protocolsDiscoverServices(false)
            .addProtocol(http1())
            .maxPayloadSize(Body.LAST)
            .directHandlers(directHandlers(errors))
            .featuresDiscoverServices(false)
            .addFeature(observe())
            .routing(routing);
    if (documented) {
      server.addFeature(openApi());
    }
    return server.build();
  }

  /**
   * Helidon's check of the query refuses a colon, which every time has; {@link Query} has its own.
   */
  private static Http1Config http1() {
    return Http1Config.builder().validatePrologue(false).build();
  }

  private static DirectHandlers directHandlers(RawErrors errors) {
    var handlers = DirectHandlers.builder();
    for (EventType event : EventType.values()) {
      handlers.addHandler(event, errors);
    }
    return handlers.build();
  }

  private ObserveFeature observe() {
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
}
