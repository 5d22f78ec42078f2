package io.ramal.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server on a free port, and a client of it. */
public final class TestServer implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Metrics metrics;
  private final HttpServer server;

  private TestServer(
      Optional<Set<String>> origins, Errors errors, List<Health> health, List<Routes> rooms) {
    metrics = new Metrics();
    server =
        HttpServer.start(new HttpSettings("127.0.0.1", 0, origins), rooms, errors, health, metrics);
  }

  /** Serves these rooms to pages of every origin. */
  public static TestServer of(Errors errors, Routes... rooms) {
    return new TestServer(Optional.empty(), errors, List.of(), List.of(rooms));
  }

  /** Serves these rooms, with this line of health. */
  public static TestServer of(Health health, Routes... rooms) {
    return new TestServer(Optional.empty(), Errors.standard(), List.of(health), List.of(rooms));
  }

  /** Serves these rooms to pages of one origin. */
  public static TestServer forOrigin(String origin, Routes... rooms) {
    return new TestServer(
        Optional.of(Set.of(origin)), Errors.standard(), List.of(), List.of(rooms));
  }

  /** What the server shows at {@code /observe/metrics}. */
  public Metrics metrics() {
    return metrics;
  }

  /** The port that it listens on. */
  public int port() {
    return server.port();
  }

  /** Where it is. */
  public String url() {
    return server.url();
  }

  /** The answer to a GET. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, Optional.empty(), headers);
  }

  /** The answer to a POST of this body. */
  public HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, Optional.of(body), headers);
  }

  /** The answer to any method. */
  public HttpResponse<String> send(
      String method, String path, Optional<String> body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    server.close();
    metrics.close();
  }
}
