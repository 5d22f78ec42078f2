package io.ramal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all calls have in common. */
class HttpServerTest {

  private static final Pattern UUID = Pattern.compile("[0-9a-f-]{36}");

  private final ExampleRoutes routes = new ExampleRoutes();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.of(Errors.standard(), routes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answersJsonThatNobodyKeeps() throws Exception {
    var answer = server.get("/look");

    assertEquals(200, answer.statusCode());
    assertEquals("application/json", header(answer, "Content-Type"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
  }

  @Test
  void knowsTheClientByItsIdAndAddress() throws Exception {
    String body = server.get("/look", "X-Client-Id", "tab 17", "X-Request-Id", "r:1").body();

    assertEquals(
        "{\"requestId\":\"r:1\",\"clientId\":\"tab 17\",\"clientAddress\":\"127.0.0.1\"}", body);
  }

  @Test
  void givesBackTheRequestIdOfTheClient() throws Exception {
    assertEquals("a.B_9:-", header(server.get("/look", "X-Request-Id", "a.B_9:-"), "X-Request-Id"));
    var missing = server.get("/nothing", "X-Request-Id", "mine");
    assertEquals("mine", header(missing, "X-Request-Id"));
    assertTrue(missing.body().endsWith("\"requestId\":\"mine\"}"), missing.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "<script>", "\"", "a\tb"})
  void makesUpARequestIdInPlaceOfOneThatIsNotLegal(String id) throws Exception {
    String raw =
        RawHttp.say(
            server.port(),
            "GET /look HTTP/1.1\r\nHost: a\r\nX-Request-Id: "
                + id
                + "\r\nConnection: close\r\n\r\n");

    assertTrue(raw.startsWith("HTTP/1.1 200 ") || raw.startsWith("HTTP/1.1 400 "), raw);
    assertTrue(
        raw.lines()
            .filter(line -> line.startsWith("X-Request-Id: "))
            .allMatch(line -> UUID.matcher(line.substring(14)).matches()),
        raw);
  }

  @Test
  void makesUpAnotherRequestIdForEachRequest() throws Exception {
    String one = header(server.get("/look"), "X-Request-Id");
    String other = header(server.get("/look", "X-Request-Id", "x".repeat(101)), "X-Request-Id");

    assertTrue(UUID.matcher(one).matches(), one);
    assertTrue(UUID.matcher(other).matches(), other);
    assertNotEquals(one, other);
  }

  @Test
  void refusesAClientIdOfMoreThanAHundredCharacters() throws Exception {
    assertEquals(200, server.get("/look", "X-Client-Id", "x".repeat(100)).statusCode());
    assertProblem(
        server.get("/look", "X-Client-Id", "x".repeat(101)),
        400,
        "invalid-header",
        "Invalid header");
  }

  @Test
  void refusesTwoClientIds() throws Exception {
    assertEquals(400, server.get("/look", "X-Client-Id", "one", "X-Client-Id", "two").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ü", "a\tb", ""})
  void refusesAClientIdThatIsNotPrintableAscii(String id) throws Exception {
    String raw =
        RawHttp.say(
            server.port(),
            "GET /look HTTP/1.1\r\nHost: a\r\nX-Client-Id: "
                + id
                + "\r\nConnection: close\r\n\r\n");

    assertTrue(raw.startsWith("HTTP/1.1 400 "), raw);
  }

  @Test
  void answersAnUnknownPathWithAProblem() throws Exception {
    assertProblem(server.get("/nothing"), 404, "not-found", "Not found");
    assertProblem(server.get("/"), 404, "not-found", "Not found");
    assertProblem(server.get("/look/"), 404, "not-found", "Not found");
    assertProblem(server.post("/nothing", "{}"), 404, "not-found", "Not found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "BREW"})
  void refusesAWrongMethodAndSaysWhichAreRight(String method) throws Exception {
    var answer = server.send(method, "/look", Optional.of("{}"));

    assertProblem(answer, 405, "method-not-allowed", "Method not allowed");
    assertEquals("GET, HEAD, OPTIONS", header(answer, "Allow"));
  }

  @Test
  void refusesHeadWhereAGetChangesSomething() throws Exception {
    var answer = server.send("HEAD", "/open", Optional.empty());

    assertEquals(405, answer.statusCode());
    assertEquals("GET, OPTIONS", header(answer, "Allow"));
    assertEquals("", answer.body());
  }

  @Test
  void answersHeadAsItWouldAnswerGetWithoutTheBody() throws Exception {
    var head = server.send("HEAD", "/look", Optional.empty(), "X-Request-Id", "a");
    var get = server.get("/look", "X-Request-Id", "a");

    assertEquals(200, head.statusCode());
    assertEquals("", head.body());
    assertEquals(header(get, "Content-Length"), header(head, "Content-Length"));
  }

  @Test
  void takesAPathForTheMostSpecialOneThatItMatches() throws Exception {
    assertTrue(server.get("/things/known").body().contains("clientId"));
    assertEquals("{\"thing\":\"a b\"}", server.get("/things/a%20b").body());
    assertEquals(405, server.post("/things/known", "{}").statusCode());
    assertEquals(404, server.get("/things/a%2Fb").statusCode());
  }

  @Test
  void readsAQueryWhateverIsInIt() throws Exception {
    for (String value : List.of("14:32", "a/b?c", "%C3%A4", "(1)", "a@b")) {
      assertEquals(200, server.get("/query?a=" + value).statusCode(), value);
    }
    assertEquals("{\"a\":\"14:32 é\"}", server.get("/query?a=14:32+%C3%A9").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%zz", "a=%", "a=%4", "%zz=1", "=", "a=1&b", "%00=1", "a[]=1"})
  void refusesAQueryThatCannotBeRead(String query) throws Exception {
    String raw =
        RawHttp.say(
            server.port(),
            "GET /query?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertTrue(raw.startsWith("HTTP/1.1 400 "), raw);
    assertTrue(raw.contains("urn:ramal:problem:invalid-parameter"), raw);
  }

  @Test
  void refusesAWrongMethodOnWhatMonitoringReads() throws Exception {
    for (String path : List.of("/observe/health", "/observe/metrics", "/openapi")) {
      var answer = server.post(path, "{}");
      assertProblem(answer, 405, "method-not-allowed", "Method not allowed");
      assertEquals("GET", header(answer, "Allow"));
    }
  }

  @Test
  void tellsNothingOfAFailureButItsRequestId() throws Exception {
    var answer = server.get("/bug", "X-Request-Id", "find-me");

    assertProblem(answer, 500, "internal-error", "Internal error");
    assertFalse(answer.body().contains("secret"), answer.body());
    assertFalse(answer.body().contains("java"), answer.body());
    assertTrue(answer.body().contains("find-me"), answer.body());
  }

  @Test
  void saysWhenToTryAgain() throws Exception {
    var answer = server.get("/open/refused");

    assertProblem(answer, 503, "unavailable", "Temporarily unavailable");
    assertEquals("1", header(answer, "Retry-After"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[",
        "\"x",
        "nope",
        "[] []",
        "{} {}",
        "{\"a\":}",
        "\u0000",
        "{'a':1}",
        "   ",
      })
  void refusesABodyThatIsNoJson(String body) throws Exception {
    assertProblem(server.post("/open/post", body), 400, "malformed-json", "Malformed JSON");
    assertEquals(0, routes.posts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"x\"", "null", "3000", "[{}]"})
  void takesOtherJsonThanAnObjectForAnObjectThatIsMissing(String body) throws Exception {
    assertEquals("{\"body\":null}", server.post("/open/post", body).body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//look", "/things//known", "/./look", "/things/../look", "/things/a%2fb"})
  void servesAPathOnlyAsItIsSpelled(String path) throws Exception {
    String raw =
        RawHttp.say(
            server.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertTrue(raw.startsWith("HTTP/1.1 404 "), raw);
  }

  @Test
  void refusesJsonThatIsMeantToBeTooMuchForTheParser() throws Exception {
    String deep = "{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
    assertEquals(400, server.post("/open/post", deep).statusCode());
    assertEquals(400, server.post("/open/post", "{\"a\":" + "9".repeat(60_000) + "}").statusCode());
    assertEquals(200, server.post("/open/post", "{\"a\":1e999999999}").statusCode());
  }

  @Test
  void readsABodyAsJsonWhateverItSaysToBe() throws Exception {
    assertEquals(
        "{\"body\":\"{\\\"a\\\":1}\"}",
        server.post("/open/post", "{\"a\":1}", "Content-Type", "text/html").body());
    assertEquals("{\"body\":null}", server.post("/open/post", "").body());
  }

  @Test
  void readsABodyUpToItsLimitAndRefusesOneByteMore() throws Exception {
    String filling = "{\"a\":\"" + "x".repeat(65_536 - 8) + "\"}";
    assertEquals(200, server.post("/open/post", filling).statusCode());
    assertProblem(
        server.post("/open/post", filling + " "), 413, "body-too-large", "Body too large");
  }

  @Test
  void tellsAClientThatIsStillSendingWhyItIsRefused() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertEquals(413, server.post("/open/post", " ".repeat(900_000)).statusCode());
    }
  }

  @Test
  void letsARequestUnderWayFinishWhenItIsStopped() throws Exception {
    var answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.get("/slow").body();
              } catch (Exception failure) {
                return failure.toString();
              }
            });
    routes.awaitArrival();
    var stopped = CompletableFuture.runAsync(server::close);
    routes.release();
    stopped.join();

    assertEquals("{\"slow\":true}", answer.join());
    assertThrows(java.net.ConnectException.class, () -> server.get("/look"));
  }

  @Test
  void saysWhereItCannotListen() {
    var settings = new HttpSettings("127.0.0.1", server.port(), Optional.empty());
    try (var metrics = new Metrics()) {
      var failure =
          assertThrows(
              HttpStartException.class,
              () -> HttpServer.start(settings, List.of(), Errors.standard(), List.of(), metrics));

      assertEquals(
          "cannot listen on 127.0.0.1 port " + server.port() + " (Address already in use)",
          failure.getMessage());
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("(none)");
  }

  private static void assertProblem(
      HttpResponse<String> answer, int status, String name, String error) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    var body = Json.parse(answer.body());
    assertEquals("urn:ramal:problem:" + name, body.getString("type"));
    assertEquals(status, body.getInt("status"));
    assertEquals(error, body.getString("error"));
    assertEquals(header(answer, "X-Request-Id"), body.getString("requestId"));
  }
}
