package io.ramal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What browsers are told about pages of other origins. */
class OtherOriginsTest {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String CRM = "https://crm.example";

  @Test
  void allowsEveryOriginOnEveryAnswerOfTheOpenCalls() throws Exception {
    try (var server = TestServer.of(Errors.standard(), new ExampleRoutes())) {
      for (HttpResponse<String> answer : answersOfOpenCalls(server)) {
        assertEquals("*", header(answer, ALLOW_ORIGIN), answer.toString());
        assertEquals("(none)", header(answer, "Access-Control-Allow-Credentials"));
        assertEquals("X-Request-Id, Retry-After", header(answer, "Access-Control-Expose-Headers"));
      }
    }
  }

  private static List<HttpResponse<String>> answersOfOpenCalls(TestServer server) throws Exception {
    var answers =
        List.of(
            server.get("/open", "Origin", CRM),
            server.get("/open"),
            server.get("/open", "X-Client-Id", "x".repeat(101)),
            server.post("/open/post", "{"),
            server.post("/open", "{}"),
            server.post("/open/post", " ".repeat(70_000)),
            server.get("/open/refused"),
            server.send("OPTIONS", "/open", Optional.empty()));
    assertEquals(
        List.of(200, 200, 400, 400, 405, 413, 503, 204),
        answers.stream().map(HttpResponse::statusCode).toList());
    return answers;
  }

  @Test
  void allowsEveryOriginEvenOfWhatIsNoHttp() throws Exception {
    try (var server = TestServer.of(Errors.standard(), new ExampleRoutes())) {
      String chunked = "POST /open/post HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

      assertAllowed(RawHttp.say(server.port(), chunked + "zz\r\n"), "400");
      assertAllowed(
          RawHttp.say(server.port(), chunked + "11170\r\n" + "x".repeat(70_000) + "\r\n0\r\n\r\n"),
          "413");
      assertAllowed(RawHttp.say(server.port(), "GET /open HTTP/1.1\r\n\r\n"), "400");
    }
  }

  private static void assertAllowed(String raw, String status) {
    assertTrue(raw.startsWith("HTTP/1.1 " + status), raw);
    assertTrue(raw.contains("\r\n" + ALLOW_ORIGIN + ": *\r\n"), raw);
  }

  @Test
  void answersTheQuestionOfABrowserBeforeItCalls() throws Exception {
    try (var server = TestServer.of(Errors.standard(), new ExampleRoutes())) {
      var answer =
          server.send(
              "OPTIONS",
              "/open/post",
              Optional.empty(),
              "Origin",
              CRM,
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "x-client-id,content-type");

      assertEquals(204, answer.statusCode());
      assertEquals(
          "POST, OPTIONS", header(answer, "Allow").replace("OPTIONS, POST", "POST, OPTIONS"));
      assertTrue(header(answer, "Access-Control-Allow-Methods").contains("POST"));
      assertEquals(
          "X-Client-Id, X-Request-Id, Content-Type",
          header(answer, "Access-Control-Allow-Headers"));
    }
  }

  @Test
  void keepsTheOtherCallsToPagesOfItsOwn() throws Exception {
    try (var server = TestServer.of(Errors.standard(), new ExampleRoutes())) {
      var answer = server.get("/look", "Origin", CRM);
      var question = server.send("OPTIONS", "/look", Optional.empty(), "Origin", CRM);

      assertEquals("(none)", header(answer, ALLOW_ORIGIN));
      assertEquals("(none)", header(question, ALLOW_ORIGIN));
      assertEquals("(none)", header(question, "Access-Control-Allow-Methods"));
      assertEquals("GET, HEAD, OPTIONS", header(question, "Allow"));
    }
  }

  @Test
  void namesOneOriginWhereTheSettingsNarrow() throws Exception {
    try (var server = TestServer.forOrigin(CRM, new ExampleRoutes())) {
      for (String path : List.of("/open", "/open/refused")) {
        var own = server.get(path, "Origin", CRM);
        assertEquals(CRM, header(own, ALLOW_ORIGIN));
        assertEquals("Origin", header(own, "Vary"));

        for (String stranger : List.of("https://crm.example.evil", "http://crm.example", "null")) {
          var other = server.get(path, "Origin", stranger);
          assertEquals("(none)", header(other, ALLOW_ORIGIN), stranger);
          assertEquals("Origin", header(other, "Vary"));
        }
        assertEquals("(none)", header(server.get(path), ALLOW_ORIGIN));
      }
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("(none)");
  }
}
