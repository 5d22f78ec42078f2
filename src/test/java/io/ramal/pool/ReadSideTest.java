package io.ramal.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Trigger;
import io.ramal.history.HistoryReader;
import io.ramal.history.HistoryRoutes;
import io.ramal.http.Errors;
import io.ramal.http.Json;
import io.ramal.http.TestServer;
import io.ramal.http.Times;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What support is shown of extensions and their history. */
class ReadSideTest {

  private TestPool pool;
  private TestServer server;

  @BeforeEach
  void start() {
    pool = TestPool.of(TestDatabase.H2, "3000", "3001", "3002", "3003", "agent-7");
    var view = new PoolReader(pool.database());
    var history =
        new HistoryRoutes(
            new HistoryReader(pool.database()), name -> view.extension(name).isPresent());
    server = TestServer.of(Errors.standard(), new ExtensionRoutes(view), history);
  }

  @AfterEach
  void stop() {
    server.close();
    pool.close();
  }

  @Test
  void showsAllThatIsKnownOfAnExtension() throws Exception {
    pool.ask("tab-1");
    pool.heard("3000", new Trigger.ContactSeen("sip:3000@a", "Reachable", "JsSIP", false));
    pool.heard("3000", new Trigger.ChannelStarted("PJSIP/3000-00000001", "17.1", "17.1"));

    var json = json("/extensions/3000");

    assertEquals(
        List.of(
            "extension",
            "state",
            "stateSince",
            "pbx",
            "inService",
            "available",
            "lease",
            "contacts",
            "channels",
            "version"),
        List.copyOf(json.keySet()));
    assertEquals("in_call", json.getString("state"));
    assertEquals(Times.text(pool.extension("3000").stateSince()), json.getString("stateSince"));
    assertEquals("default", json.getString("pbx"));
    assertTrue(json.getBoolean("inService"));
    assertFalse(json.getBoolean("available"));
    assertEquals(4, json.getInt("version"));
    assertEquals("tab-1", json.getJsonObject("lease").getString("holder"));
    assertEquals(JsonValue.NULL, json.getJsonObject("lease").get("expiresAt"));
    var contact = json.getJsonArray("contacts").getJsonObject(0);
    assertEquals("sip:3000@a", contact.getString("uri"));
    assertEquals("Reachable", contact.getString("status"));
    assertEquals("JsSIP", contact.getString("userAgent"));
    var channel = json.getJsonArray("channels").getJsonObject(0);
    assertEquals("PJSIP/3000-00000001", channel.getString("channel"));
    assertEquals("17.1", channel.getString("uniqueid"));
  }

  @Test
  void showsWhatIsNotThereAsNull() throws Exception {
    assertEquals(JsonValue.NULL, json("/extensions/3000").get("lease"));
    pool.ask("");
    pool.heard("3001", TestPool.seen("sip:3001@a"));

    assertEquals(JsonValue.NULL, json("/extensions/3000").getJsonObject("lease").get("holder"));
    assertEquals(
        JsonValue.NULL,
        json("/extensions/3001").getJsonArray("contacts").getJsonObject(0).get("userAgent"));
  }

  @Test
  void writesTimesInUtcWithSixDigits() throws Exception {
    pool.ask("tab-1");

    String expiresAt = json("/extensions/3000").getJsonObject("lease").getString("expiresAt");

    assertTrue(expiresAt.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z"), expiresAt);
  }

  @Test
  void neverShowsAPassword() throws Exception {
    pool.ask("tab-1");
    for (String path : List.of("/extensions", "/extensions/3000", "/extensions/3000/history")) {
      assertFalse(server.get(path).body().toLowerCase(java.util.Locale.ROOT).contains("password"));
    }
  }

  @Test
  void listsExtensionsPageByPage() throws Exception {
    assertEquals(
        List.of(List.of("3000", "3001"), List.of("3002", "3003"), List.of("agent-7")),
        pages("/extensions?limit=2", "extensions", "extension"));
  }

  @Test
  void goesOnBehindTheLastOneAlthoughItIsGone() throws Exception {
    String cursor = json("/extensions?limit=2&leased=false").getString("next");
    assertEquals("3000", pool.ask("tab-1"));
    assertEquals("3001", pool.ask("tab-1"));
    assertEquals("3002", pool.ask("tab-1"));

    assertEquals(
        List.of("3003", "agent-7"),
        column(json("/extensions?leased=false&cursor=" + cursor), "extensions", "extension"));
  }

  @Test
  void narrowsTheListAsItIsAsked() throws Exception {
    pool.ask("tab-1");
    pool.heard("3001", TestPool.seen("sip:3001@a"));

    assertEquals(List.of("3001"), names("/extensions?state=busy"));
    assertEquals(List.of("3000"), names("/extensions?leased=true"));
    assertEquals(List.of("3002", "3003", "agent-7"), names("/extensions?leased=false&state=free"));
    assertEquals(List.of(), names("/extensions?pbx=other"));
    assertEquals(5, names("/extensions?pbx=default").size());
  }

  @Test
  void listsWhatIsNoLongerConfigured() throws Exception {
    pool.configure(TestPool.PBX, Set.of("3000"), Set.of());

    assertFalse(json("/extensions/3001").getBoolean("inService"));
    assertEquals(5, names("/extensions").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/extensions/9999", "/extensions/300", "/extensions/9999/history"})
  void answers404ForAnExtensionThatNeverWas(String path) throws Exception {
    var answer = server.get(path);

    assertEquals(404, answer.statusCode());
    assertTrue(answer.body().contains("urn:ramal:problem:unknown-extension"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/extensions/30%2000", "/extensions/%00", "/extensions/a%C3%A4/history"})
  void answers400ForWhatCannotNameAnExtension(String path) throws Exception {
    var answer = server.get(path);

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("urn:ramal:problem:illegal-extension"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/extensions?state=reserved",
        "/extensions?leased=yes",
        "/extensions?limit=0",
        "/extensions?cursor=x",
        "/extensions?page=2",
        "/extensions?state=free&state=busy",
        "/extensions/3000/history?from=yesterday",
        "/extensions/3000/history?to=2026",
        "/extensions/3000/history?event=hangup",
        "/extensions/3000/history?state=free",
        "/extensions/3000/history?cursor=ZXh0ZW5zaW9uczozMDAw"
      })
  void refusesAParameterThatItDoesNotUnderstand(String path) throws Exception {
    var answer = server.get(path);

    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("urn:ramal:problem:invalid-parameter"), answer.body());
  }

  @Test
  void showsTheHistoryNewestFirst() throws Exception {
    pool.ask("tab-1");
    pool.heard("3000", TestPool.seen("sip:3000@a"), TestPool.started("1"), TestPool.ended("1"));

    var entries = json("/extensions/3000/history").getJsonArray("entries");

    assertEquals(
        List.of("call_ended", "call_started", "registered", "allocated", "configured"),
        entries.stream().map(each -> each.asJsonObject().getString("event")).toList());
    JsonObject ended = entries.getJsonObject(0);
    assertEquals("in_call", ended.getString("fromState"));
    assertEquals("busy", ended.getString("toState"));
    assertEquals("ami", ended.getString("source"));
    assertEquals(16, ended.getInt("cause"));
    assertEquals("1", ended.getString("uniqueid"));
    assertEquals("tab-1", ended.getString("holder"));
    assertEquals(JsonValue.NULL, ended.get("actor"));
    assertEquals(1, ended.getJsonObject("facts").getJsonArray("contacts").size());
    assertEquals(pool.last("3000").hash().toString(), ended.getString("hash"));
    assertEquals(24, ended.size());
  }

  @Test
  void pagesThroughTheHistoryWhileItGrows() throws Exception {
    pool.ask("tab-1");
    pool.release("3000");
    JsonObject first = json("/extensions/3000/history?limit=2");
    assertEquals(List.of("3", "2"), column(first, "entries", "version"));
    pool.ask("tab-2");

    var second = json("/extensions/3000/history?limit=2&cursor=" + first.getString("next"));

    assertEquals(List.of("1"), column(second, "entries", "version"));
    assertEquals(JsonValue.NULL, second.get("next"));
  }

  @Test
  void narrowsTheHistoryByTimeAndKind() throws Exception {
    pool.ask("tab-1");
    pool.release("3000");
    String released = Times.text(pool.last("3000").recordedAt());

    assertEquals(List.of("allocated"), events("/extensions/3000/history?event=allocated"));
    assertEquals(List.of("released"), events("/extensions/3000/history?from=" + released));
    assertEquals(
        List.of("allocated", "configured"), events("/extensions/3000/history?to=" + released));
    assertEquals(List.of(), events("/extensions/3000/history?event=call_ended"));
  }

  private List<String> events(String path) throws Exception {
    return column(json(path), "entries", "event");
  }

  private List<String> names(String path) throws Exception {
    return column(json(path), "extensions", "extension");
  }

  private List<List<String>> pages(String path, String list, String field) throws Exception {
    var pages = new ArrayList<List<String>>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      JsonObject page = json(next.get());
      pages.add(column(page, list, field));
      next =
          page.isNull("next")
              ? Optional.empty()
              : Optional.of(path + "&cursor=" + page.getString("next"));
    }
    return pages;
  }

  private static List<String> column(JsonObject page, String list, String field) {
    return page.getJsonArray(list).stream()
        .map(each -> each.asJsonObject().get(field))
        .map(value -> value instanceof JsonString text ? text.getString() : value.toString())
        .toList();
  }

  private JsonObject json(String path) throws Exception {
    var answer = server.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return Json.parse(answer.body());
  }
}
