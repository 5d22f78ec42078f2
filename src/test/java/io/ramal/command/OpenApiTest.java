package io.ramal.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.config.Settings;
import io.ramal.config.SettingsReader;
import io.ramal.config.Sources;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.extension.ExtensionName;
import io.ramal.http.ApiDocument;
import io.ramal.http.Health;
import io.ramal.http.TestServer;
import io.ramal.pool.PoolUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The OpenAPI document is true: of the whole server, on a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String TOO_LONG = " ".repeat(70_000);
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

  private final ApiDocument document = new ApiDocument();
  private final Set<String> seen = new TreeSet<>();
  private Server server;

  @BeforeAll
  void start() throws Exception {
    Settings settings = settings();
    Databases.migrate(new Rooms(settings).database());
    server = Server.start(settings);
    await().until(() -> get("/extensions/status").body().contains("agent-7"));
  }

  private static Settings settings() throws Exception {
    var database = TestDatabase.H2.empty();
    var environment = new HashMap<String, String>();
    environment.put("PORT", "0");
    environment.put("AMI_HOST", "127.0.0.1");
    environment.put("AMI_PORT", "1");
    environment.put("EXTENSIONS", "3000,3001,agent-7");
    environment.put("EXT_PASSWORD", "secret");
    environment.put("DB_URL", database.url());
    environment.put("DB_USER", database.user());
    return SettingsReader.read(
        Sources.of(environment, new Properties(), Optional.empty()),
        name -> ExtensionName.parse(name).isPresent());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void describesEveryCallThatIsAnsweredAndNoOther() {
    assertEquals(server.calls(), document.calls());
  }

  @Test
  void refusesOnEveryPathTheMethodsThatAreNotDescribed() throws Exception {
    for (String call : document.calls()) {
      String path = path(call);
      for (String method : METHODS) {
        HttpResponse<String> answer = send(server.url(), method, path, Optional.of("{}"));
        boolean described = document.calls().contains(method + " " + call.split(" ", 2)[1]);
        assertEquals(!described, answer.statusCode() == 405, method + " " + path);
      }
    }
  }

  @Test
  void showsOnlyExamplesThatAreAsItSays() {
    assertTrue(document.examples() > 10);
    assertEquals(List.of(), document.wrongExamples());
  }

  @Test
  void describesEveryAnswerThatThereIsAndNoOther() throws Exception {
    goodAnswers();
    refusals();
    failures();

    assertEquals(document.answers(), seen);
  }

  private void goodAnswers() throws Exception {
    check("GET /extensions/free", get("/extensions/free", "X-Client-Id", "tab-17"));
    check("GET /extensions/free", get("/extensions/free"));
    check("GET /extensions/status", get("/extensions/status"));
    check("GET /extensions", get("/extensions?state=free&pbx=default&limit=1"));
    check("GET /extensions/{extension}", get("/extensions/3000"));
    check("GET /extensions/{extension}/history", get("/extensions/3000/history?limit=1"));
    check("GET /extensions/{extension}/history", get("/extensions/3000/history"));
    check("POST /extensions/release", post("/extensions/release", "{\"extension\":3000}"));
    check("POST /extensions/reset", post("/extensions/reset", ""));
    check("GET /pbx", get("/pbx"));
    check("GET /observe/health", get("/observe/health"));
    check("GET /observe/metrics", get("/observe/metrics"));
    check("GET /openapi", get("/openapi"));
    check("GET /openapi", get("/openapi", "Accept", "application/json"));
  }

  private void refusals() throws Exception {
    for (String call : document.calls()) {
      check(call, send(server.url(), method(call), path(call), Optional.of(TOO_LONG)));
    }
    String[] badClient = {"X-Client-Id", "x".repeat(101)};
    check("GET /extensions/free", get("/extensions/free", badClient));
    await().until(() -> get("/extensions/free").statusCode() == 404);
    check("GET /extensions/free", get("/extensions/free"));
    check("POST /extensions/reset", post("/extensions/reset", "", badClient));
    check("POST /extensions/release", post("/extensions/release", "{\"extension\":\"9\"}"));
    check("POST /extensions/release", post("/extensions/release", "{"));
    check("GET /extensions", get("/extensions?state=bussy"));
    check("GET /extensions/{extension}", get("/extensions/9"));
    check("GET /extensions/{extension}", get("/extensions/30%2000"));
    check("GET /extensions/{extension}/history", get("/extensions/9/history"));
    check("GET /extensions/{extension}/history", get("/extensions/3000/history?from=noon"));
    check("GET /pbx", get("/pbx?limit=1"));
    check("GET /openapi", get("/openapi", "Accept", "image/png"));
    check("GET /openapi", get("/openapi?format=XML"));
  }

  private void failures() throws Exception {
    var unavailable = new FailingRooms(() -> new PoolUnavailableException("away", false, null));
    try (var failing = TestServer.of(Server.errors(), unavailable.rooms())) {
      checkAll(failing, document.calls(), 503);
    }
    var unknown = new FailingRooms(() -> new PoolUnavailableException("lost", true, null));
    try (var failing = TestServer.of(Server.errors(), unknown.rooms())) {
      checkAll(failing, document.calls(), 503);
    }
    var broken = new FailingRooms(() -> new IllegalStateException("a bug"));
    try (var failing = TestServer.of(Server.errors(), broken.rooms())) {
      checkAll(failing, document.calls(), 500);
    }
    var ill = new Health("database", () -> new Health.Condition(false, Map.of("failure", "away")));
    try (var failing = TestServer.of(ill)) {
      check("GET /observe/health", send(failing.url(), "GET", "/observe/health", Optional.empty()));
    }
  }

  /** The answers with this status; a link is not in a database, and cannot be away with it. */
  private void checkAll(TestServer failing, Set<String> calls, int status) throws Exception {
    for (String call : calls) {
      if (document.answers().contains(call + " " + status) && !call.contains("/observe/")) {
        String body = "{\"extension\":\"3000\"}";
        HttpResponse<String> answer =
            send(failing.url(), method(call), path(call), Optional.of(body));
        assertEquals(status, answer.statusCode(), call);
        check(call, answer);
      }
    }
  }

  private void check(String call, HttpResponse<String> answer) {
    assertEquals(List.of(), document.wrongWith(call, answer), call + ": " + answer.body());
    seen.add(call + " " + answer.statusCode());
  }

  private static String method(String call) {
    return call.split(" ", 2)[0];
  }

  private static String path(String call) {
    return call.split(" ", 2)[1].replace("{extension}", "3000");
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(server.url(), "GET", path, Optional.empty(), headers);
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send(server.url(), "POST", path, Optional.of(body), headers);
  }

  private static HttpResponse<String> send(
      String url, String method, String path, Optional<String> body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
