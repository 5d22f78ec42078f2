package io.ramal.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import io.ramal.http.Errors;
import io.ramal.http.TestServer;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of the old service call, to the letter: on a real pool and a real database. */
class ContractTest {

  private volatile AmiStatus ami = new AmiStatus(true, 0);
  private TestPool pool;
  private TestServer server;

  @BeforeEach
  void start() {
    pool = TestPool.of(TestDatabase.H2, "3000", "3001", "agent-7");
    var view = new PoolReader(pool.database());
    var routes = new PoolRoutes(pool.pool(), view, new Passwords(), () -> ami);
    server = TestServer.of(Errors.standard(), routes);
  }

  @AfterEach
  void stop() {
    server.close();
    pool.close();
  }

  @Test
  void handsOutAFreeExtensionWithWhatIsNeededToRegister() throws Exception {
    var answer = server.get("/extensions/free");

    assertEquals(200, answer.statusCode());
    assertEquals(
        "{\"extension\":\"3000\",\"password\":\"pw-of-3000\",\"wss\":\"wss://pbx.example:8089/ws\"}",
        answer.body());
    assertEquals("application/json", header(answer, "Content-Type"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
  }

  @Test
  void neverHandsOutOneExtensionTwice() throws Exception {
    assertEquals("3000", given(server.get("/extensions/free", "X-Client-Id", "crm")));
    assertEquals("3001", given(server.get("/extensions/free", "X-Client-Id", "crm")));
    assertEquals("agent-7", given(server.get("/extensions/free")));
  }

  @Test
  void answers404WithItsSentenceWhenThereIsNoFreeExtension() throws Exception {
    drain();

    var answer = server.get("/extensions/free");

    assertEquals(404, answer.statusCode());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    assertEquals("no-store", header(answer, "Cache-Control"));
    assertTrue(answer.body().contains("\"error\":\"No free extensions available\""), answer.body());
    assertTrue(answer.body().contains("\"type\":\"urn:ramal:problem:no-free-extension\""));
  }

  @Test
  void recordsWhoAskedAndFromWhere() throws Exception {
    server.get("/extensions/free", "X-Client-Id", "tab-17", "X-Request-Id", "r-1");

    var entry = pool.last("3000");
    assertEquals("tab-17", entry.holder());
    assertEquals("tab-17", entry.origin().actor());
    assertEquals("r-1", entry.origin().requestId());
    assertEquals("127.0.0.1", entry.origin().clientAddress());
  }

  @Test
  void refusesHeadWhichWouldLeaseForNobody() throws Exception {
    assertEquals(405, server.send("HEAD", "/extensions/free", Optional.empty()).statusCode());
    assertTrue(pool.extension("3000").facts().available());
  }

  @Test
  void changesNothingForAClientWhoseIdIsIllegal() throws Exception {
    assertEquals(400, server.get("/extensions/free", "X-Client-Id", "x".repeat(101)).statusCode());
    assertTrue(pool.extension("3000").facts().available());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"extension\":\"3000\"}",
        "{\"extension\":3000}",
        "{\"extension\":\"  3000 \"}",
        "{\"other\":[1],\"extension\":\"3000\\n\"}"
      })
  void releasesTheExtensionThatIsNamed(String body) throws Exception {
    server.get("/extensions/free");

    var answer = server.post("/extensions/release", body, "X-Client-Id", "ana");

    assertEquals(200, answer.statusCode());
    assertEquals("{\"ok\":true}", answer.body());
    assertTrue(pool.extension("3000").facts().available());
    assertEquals("ana", pool.last("3000").origin().actor());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"extension\":\"9999\"}",
        "{\"extension\":\"300\"}",
        "{\"extension\":\"30000\"}",
        "{\"extension\":\"PJSIP/3000\"}",
        "{\"extension\":\"\"}",
        "{\"extension\":\"free\"}",
        "{\"extension\":3000.0}",
        "{\"extension\":3e3}",
        "{\"extension\":null}",
        "{\"extension\":true}",
        "{\"extension\":[\"3000\"]}",
        "{\"extension\":{\"extension\":\"3000\"}}",
        "{\"Extension\":\"3000\"}",
        "{}",
        ""
      })
  void refusesToReleaseWhatThePoolDoesNotKnow(String body) throws Exception {
    server.get("/extensions/free");

    var answer = server.post("/extensions/release", body);

    assertEquals(400, answer.statusCode());
    assertEquals("application/problem+json", header(answer, "Content-Type"));
    assertTrue(answer.body().contains("\"error\":\"Invalid extension\""), answer.body());
    assertFalse(pool.extension("3000").facts().available());
  }

  @Test
  void refusesToReleaseByMalformedJson() throws Exception {
    var answer = server.post("/extensions/release", "{\"extension\":\"3000\"");

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("\"error\":\"Malformed JSON\""), answer.body());
  }

  @Test
  void showsTheStateOfEveryExtensionInThreeWords() throws Exception {
    pool.heard("3001", TestPool.seen("sip:3001@a"));
    pool.heard("agent-7", TestPool.started("1"));

    assertEquals(
        "{\"extensions\":{\"3000\":\"free\",\"3001\":\"busy\",\"agent-7\":\"in_call\"},"
            + "\"amiConnected\":true,\"reconnectAttempts\":0}",
        server.get("/extensions/status").body());
  }

  @Test
  void showsALeasedExtensionAsFreeUntilItsClientRegisters() throws Exception {
    server.get("/extensions/free");

    assertTrue(server.get("/extensions/status").body().contains("\"3000\":\"free\""));
  }

  @Test
  void showsOnlyExtensionsInService() throws Exception {
    pool.configure(TestPool.PBX, java.util.Set.of("3001"), java.util.Set.of());

    assertEquals(
        "{\"extensions\":{\"3001\":\"free\"},\"amiConnected\":true,\"reconnectAttempts\":0}",
        server.get("/extensions/status").body());
  }

  @Test
  void showsThatThePbxIsAway() throws Exception {
    ami = new AmiStatus(false, 12);

    assertTrue(
        server
            .get("/extensions/status")
            .body()
            .endsWith("\"amiConnected\":false,\"reconnectAttempts\":12}"));
  }

  @Test
  void resetsEveryExtensionAndCountsThem() throws Exception {
    drain();
    pool.heard("3001", TestPool.seen("sip:3001@a"));

    var answer = server.post("/extensions/reset", "");

    assertEquals(200, answer.statusCode());
    assertEquals("{\"ok\":true,\"reset\":3}", answer.body());
    assertEquals(State.FREE, pool.extension("3001").state());
    assertEquals("3000", given(server.get("/extensions/free")));
  }

  @Test
  void resetsWhateverTheBodyIs() throws Exception {
    assertEquals(200, server.post("/extensions/reset", "{").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"release", "reset"})
  void takesNoPathOfItsOwnForAnExtension(String word) throws Exception {
    var answer = server.get("/extensions/" + word);

    assertEquals(405, answer.statusCode());
    assertEquals("OPTIONS, POST", header(answer, "Allow"));
  }

  private void drain() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertEquals(200, server.get("/extensions/free").statusCode());
    }
  }

  private static String given(HttpResponse<String> answer) {
    return answer.body().replaceAll("^\\{\"extension\":\"([^\"]*)\".*", "$1");
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("(none)");
  }

  private record Passwords() implements Credentials {

    @Override
    public String password(ExtensionName extension) {
      return "pw-of-" + extension;
    }

    @Override
    public String wss(ExtensionName extension) {
      return "wss://pbx.example:8089/ws";
    }
  }
}
