package io.ramal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no HTTP is refused, the connection closed, and the next client served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedRequestTest {

  private static final String LONG = "x".repeat(100_000);
  private static final String POST = "POST /open/post HTTP/1.1\r\nHost: a\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  private final ExampleRoutes routes = new ExampleRoutes();
  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.of(Errors.standard(), routes);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("a line that is no request", "hello\r\n\r\n", 400),
        Arguments.of("a path that is too long", "GET /" + LONG + " HTTP/1.1\r\n\r\n", 414),
        Arguments.of("a version there is not", "GET /look HTTP/9.9\r\n\r\n", 400),
        Arguments.of("an older version", "GET /look HTTP/1.0\r\nHost: a\r\n\r\n", 400),
        Arguments.of("another protocol", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        Arguments.of("no host", "GET /look HTTP/1.1\r\n\r\n", 400),
        Arguments.of("two hosts", "GET /look HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        Arguments.of("a broken escape", "GET /things/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        Arguments.of("no header", "GET /look HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n", 400),
        Arguments.of(
            "a header too long", "GET /look HTTP/1.1\r\nHost: a\r\nA: " + LONG + "\r\n\r\n", 400),
        Arguments.of("a length that is no number", POST + "Content-Length: ten\r\n\r\n", 400),
        Arguments.of("a negative length", POST + "Content-Length: -5\r\n\r\n", 400),
        Arguments.of(
            "two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}a", 400),
        Arguments.of(
            "a length beside chunks",
            POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400),
        Arguments.of(
            "another encoding", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400),
        Arguments.of("a chunk without a length", CHUNKED + "zz\r\n", 400),
        Arguments.of("a chunk of negative length", CHUNKED + "-1\r\n", 400),
        Arguments.of("a chunk too long", CHUNKED + "186a0\r\n" + LONG + "\r\n0\r\n\r\n", 413),
        Arguments.of(
            "many chunks too long",
            CHUNKED + ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(20) + "0\r\n\r\n",
            413),
        Arguments.of(
            "a body much too long", POST + "Content-Length: 2000000000\r\n\r\n" + LONG, 413),
        Arguments.of(
            "a body too long that is asked about",
            POST + "Expect: 100-continue\r\nContent-Length: 100000\r\n\r\n",
            413),
        Arguments.of("a body too long", POST + "Content-Length: 100000\r\n\r\n" + LONG, 413),
        Arguments.of(
            "a body too long where none is read",
            "GET /look HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + LONG,
            413),
        Arguments.of(
            "a packed body", POST + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refuses(String what, String request, int status) throws Exception {
    String answer = RawHttp.say(server.port(), request);

    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), what + ": " + answer);
    assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    assertTrue(answer.contains("\"status\":" + status + ","), answer);
    assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, "no part is another request");
    assertEquals(0, routes.posts());
    assertEquals(200, server.get("/look").statusCode());
  }

  @Test
  void closesTheConnectionWhereTheClientSaysSo() throws Exception {
    String request = "GET /look HTTP/1.1\r\nHost: a\r\n";
    String answer =
        RawHttp.say(server.port(), request + "\r\n" + request + "Connection: close\r\n\r\n");

    assertEquals(2, answer.split("HTTP/1.1 200 ", -1).length - 1, answer);
  }

  @Test
  void servesOthersWhileAClientHesitatesOrLeaves() throws Exception {
    try (var _ = RawHttp.begin(server.port(), POST + "Content-Length: 100\r\n\r\n{")) {
      RawHttp.begin(server.port(), "GET /lo").close();
      RawHttp.begin(server.port(), "GET /look HTTP/1.1\r\nHo").close();
      RawHttp.begin(server.port(), POST + "Content-Length: 100\r\n\r\n{").close();
      RawHttp.begin(server.port(), CHUNKED + "100\r\n{").close();

      assertEquals(200, server.get("/look").statusCode());
    }
  }

  @Test
  void continuesWithAClientThatAsksBeforeItSendsItsBody() throws Exception {
    String answer =
        RawHttp.say(
            server.port(),
            "GET /look HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\n{}");

    assertTrue(answer.contains("HTTP/1.1 200 "), answer);
  }
}
