package io.ramal.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A client of Ramal over HTTP, as its users are. */
final class RamalClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI base;

  RamalClient(URI base) {
    this.base = base;
  }

  /** The extension that a client of this name is given; empty when there is none. */
  Optional<String> free(String clientId) {
    HttpResponse<String> answer = send(request("/extensions/free").header("X-Client-Id", clientId));
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(json(answer).getString("extension"));
      case 404 -> Optional.empty();
      default -> throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    };
  }

  void release(String extension) {
    var body = HttpRequest.BodyPublishers.ofString("{\"extension\":\"" + extension + "\"}");
    HttpResponse<String> answer = send(request("/extensions/release").POST(body));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
  }

  String state(String extension) {
    return get("/extensions/status").getJsonObject("extensions").getString(extension);
  }

  /** The extensions that are in this state. */
  Set<String> inState(String state) {
    JsonObject states = get("/extensions/status").getJsonObject("extensions");
    return states.keySet().stream()
        .filter(extension -> states.getString(extension).equals(state))
        .collect(Collectors.toSet());
  }

  boolean amiConnected() {
    return get("/extensions/status").getBoolean("amiConnected");
  }

  long reconnectAttempts() {
    return get("/extensions/status").getJsonNumber("reconnectAttempts").longValue();
  }

  /** Whether every link has applied a snapshot. */
  boolean synced() {
    return send(request("/pbx")).body().contains("\"synced\":true");
  }

  /** All of a pool of up to 1,000. */
  List<JsonObject> extensions() {
    return get("/extensions?limit=1000").getJsonArray("extensions").getValuesAs(JsonObject.class);
  }

  /** The link to the PBX. */
  JsonObject link() {
    return get("/pbx").getJsonArray("pbx").getJsonObject(0);
  }

  /** A figure of the metrics that has no labels. */
  double metric(String name) {
    return send(request("/observe/metrics"))
        .body()
        .lines()
        .filter(line -> line.matches("ramal_" + name + "(_total)?(\\{[^}]*\\})? .*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  JsonObject extension(String extension) {
    return get("/extensions/" + extension);
  }

  /** The events of an extension, oldest first. */
  List<String> events(String extension) {
    return entries(extension).stream().map(entry -> entry.getString("event")).toList();
  }

  /** The history of an extension, oldest first. */
  List<JsonObject> entries(String extension) {
    return get("/extensions/" + extension + "/history?limit=500")
        .getJsonArray("entries")
        .getValuesAs(JsonObject.class)
        .reversed();
  }

  private JsonObject get(String path) {
    HttpResponse<String> answer = send(request(path));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return json(answer);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(10));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
