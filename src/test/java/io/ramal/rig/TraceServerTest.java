package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class TraceServerTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String BOOTED = "Status: Fully Booted\r\n\r\n";

  static List<String> scenarios() {
    return TraceServer.scenarios();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void sendsTheEventsOfAScenarioByteForByte(String name) throws Exception {
    List<Trace> parts = Traces.scenario(name);
    try (TraceServer server = TraceServer.start(name)) {
      try (RawClient client = synced(server)) {
        server.play();
        assertArrayEquals(live(parts.getFirst()), client.read(live(parts.getFirst()).length));
        if (parts.size() > 1) {
          assertEquals("", client.readToTheEnd());
        }
      }
      if (parts.size() > 1) {
        playsTheSecondPart(server, parts.get(1));
      }
      server.awaitFinished(SOON);
    }
  }

  private static void playsTheSecondPart(TraceServer server, Trace part) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.login("on");
      if (!part.isBooting()) {
        client.readUntil(BOOTED);
        askBoth(client);
      }
      assertArrayEquals(live(part), client.read(live(part).length));
    }
  }

  @Test
  void answersAPingBeforeThePlayWithATimeNotAfterItsFirstEvent() throws Exception {
    Trace trace = Traces.load("register");
    try (TraceServer server = TraceServer.start("register");
        RawClient client = synced(server)) {
      Instant first = trace.live().getFirst().timestamp().orElseThrow();
      assertFalse(time(client.ask("Ping")).isAfter(first));
      server.play();
      server.awaitFinished(SOON);
      client.read(live(trace).length);
      Instant last = trace.live().getLast().timestamp().orElseThrow();
      Instant after = time(client.ask("Ping"));
      assertTrue(after.isAfter(last), () -> after + " after " + last);
    }
  }

  @Test
  void saysThatThereIsNoContactInTheRecordedWay() throws Exception {
    try (TraceServer server = TraceServer.start("register");
        RawClient client = new RawClient(server.port())) {
      client.login("off");
      client.send("PJSIPShowContacts");
      String recorded = "Response: Error\r\nActionID: 2\r\nMessage: No Contacts found\n\r\n\r\n";
      assertEquals(recorded, new String(client.read(recorded.length()), UTF_8));
    }
  }

  @Test
  void listsWhatTheScenarioLeftBehind() throws Exception {
    try (TraceServer server = TraceServer.start("register");
        RawClient client = synced(server)) {
      server.play();
      server.awaitFinished(SOON);
      client.read(live(Traces.load("register")).length);
      String list = client.askList("PJSIPShowContacts");
      assertTrue(list.contains("Uri: sip:3000@127.0.0.1:33789\r\n"), list);
      assertTrue(list.endsWith("ListItems: 1\r\n\r\n"), list);
    }
  }

  @Test
  void listsTheStateTheTestGives() throws Exception {
    PbxState state =
        PbxState.EMPTY
            .with(PbxContact.of("sip:3001@127.0.0.1:5070"))
            .with(PbxChannel.up("PJSIP/3001-0000000a", "17.1"));
    try (TraceServer server = TraceServer.start("register").state(state);
        RawClient client = new RawClient(server.port())) {
      client.login("off");
      assertTrue(client.askList("CoreShowChannels").contains("Channel: PJSIP/3001-0000000a\r\n"));
      String endpoint = client.askList("PJSIPShowEndpoint", "Endpoint: 3001");
      assertTrue(endpoint.contains("DeviceState: In use\r\nActiveChannels: 1\r\n"), endpoint);
      assertTrue(endpoint.contains("URI: sip:3001@127.0.0.1:5070\r\n"), endpoint);
      assertTrue(client.askList("PJSIPShowEndpoints").contains("ListItems: 15"));
      assertTrue(client.ask("PJSIPShowEndpoint", "Endpoint: 9").contains("Response: Error"));
    }
  }

  @Test
  void aRealAnswerCanBeReadBack() {
    PbxState state =
        PbxState.EMPTY
            .with(PbxContact.of("sip:3001@127.0.0.1:5070"))
            .with(new PbxChannel("PJSIP/3001-0000000a", "17.1", "16.0", "Ringing"));
    try (TraceServer server = TraceServer.start("register").state(state);
        AmiClient client = AmiClient.login(server.port(), "ramal", "amisecret")) {
      assertEquals(state.contacts(), AmiLists.contacts(client.ask("PJSIPShowContacts")));
      assertEquals(state.channels(), AmiLists.channels(client.ask("CoreShowChannels")));
    }
  }

  @Test
  void acceptsAnMd5KeyAndRefusesAWrongOne() throws Exception {
    try (TraceServer server = TraceServer.start("register")) {
      assertTrue(loginByKey(server, "amisecret").contains("Authentication accepted"));
      assertTrue(loginByKey(server, "wrong").contains("Authentication failed"));
    }
  }

  @Test
  void closesTheConnectionOfAWrongSecret() throws Exception {
    try (TraceServer server = TraceServer.start("register").credentials("ramal", "other");
        RawClient client = new RawClient(server.port())) {
      assertTrue(client.login("on").getLast().contains("Response: Error"));
      assertEquals("", client.readToTheEnd());
    }
  }

  @Test
  void sendsOnlyWhatTheFiltersLetThrough() throws Exception {
    assertEquals(List.of("ContactStatus", "PeerStatus"), eventsOfRegister(22, true));
  }

  @Test
  void canIgnoreFilters() throws Exception {
    assertTrue(eventsOfRegister(22, false).contains("DeviceStateChange"));
  }

  @Test
  void matchesNoNamesAsAsterisk16() throws Exception {
    assertTrue(eventsOfRegister(16, true).contains("DeviceStateChange"));
  }

  /** One filter by name and one by expression. */
  private static List<String> eventsOfRegister(int version, boolean honoured) throws Exception {
    try (TraceServer server = TraceServer.start("register");
        RawClient client = new RawClient(server.port())) {
      server.filters(honoured ? TraceServer.Filters.HONOURED : TraceServer.Filters.IGNORED);
      if (version == 16) {
        server.asterisk16();
      }
      client.login("on");
      client.readUntil(BOOTED);
      client.ask("Filter", "Operation: Add", "MatchCriteria: name(ContactStatus)", "Filter: ");
      client.ask("Filter", "Operation: Add", "Filter: Event: PeerStatus");
      server.play();
      server.awaitFinished(SOON);
      client.send("Logoff");
      return client
          .readToTheEnd()
          .lines()
          .filter(line -> line.startsWith("Event: "))
          .map(line -> line.substring("Event: ".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void sendsNoEventsToWhoWantsNone() throws Exception {
    try (TraceServer server = TraceServer.start("register");
        RawClient client = new RawClient(server.port())) {
      client.login("off");
      server.play();
      server.awaitFinished(SOON);
      client.send("Logoff");
      assertFalse(client.readToTheEnd().contains("Event:"));
    }
  }

  @Test
  void sendsOnlyTheClassesTheUserMayRead() throws Exception {
    try (TraceServer server = TraceServer.start("register").privileges("system,call");
        RawClient client = synced(server)) {
      server.play();
      server.awaitFinished(SOON);
      client.send("Logoff");
      String events = client.readToTheEnd();
      assertTrue(events.contains("Event: ContactStatus"), events);
      assertFalse(events.contains("security,all"), events);
    }
  }

  @Test
  void playsByItselfOnceAClientIsSynced() throws Exception {
    try (TraceServer server = TraceServer.start("unregister").playWhenSynced()) {
      assertThrows(TimeoutException.class, () -> server.awaitSynced(Duration.ofMillis(50)));
      try (RawClient client = synced(server)) {
        server.awaitSynced(SOON);
        assertArrayEquals(
            live(Traces.load("unregister")), client.read(live(Traces.load("unregister")).length));
      }
      server.awaitFinished(SOON);
      assertEquals(List.of(), server.state().contacts("3000"));
    }
  }

  @Test
  void keepsTheRecordedPace() throws Exception {
    try (TraceServer server = TraceServer.start("call-out-echo").pace(0.2)) {
      long began = System.nanoTime();
      server.play();
      server.awaitFinished(SOON);
      assertTrue(System.nanoTime() - began > Duration.ofMillis(280).toNanos());
    }
  }

  @Test
  void sendsAnEventOfTheTest() throws Exception {
    try (TraceServer server = TraceServer.start("register");
        RawClient client = synced(server)) {
      server.send("Event: Rename\nPrivilege: call,all\nNewname: PJSIP/3000-00000001\n");
      String sent = client.readUntil("\r\n\r\n");
      assertEquals(
          "Event: Rename\r\nPrivilege: call,all\r\nNewname: PJSIP/3000-00000001\r\n\r\n", sent);
    }
  }

  @Test
  void tellsWhatItDoesNotKnow() throws Exception {
    try (TraceServer server = TraceServer.start("register");
        RawClient client = synced(server)) {
      assertTrue(client.ask("SIPpeers").contains("Invalid/unknown command: SIPpeers."));
      assertTrue(server.requests().getLast().get("Action").equals("SIPpeers"));
      assertEquals(1, server.connections());
    }
  }

  /** Logged in, with the lists read, as Ramal is when it follows events. */
  private static RawClient synced(TraceServer server) throws IOException {
    RawClient client = new RawClient(server.port());
    client.login("on");
    client.readUntil(BOOTED);
    askBoth(client);
    return client;
  }

  private static void askBoth(RawClient client) throws IOException {
    client.send("PJSIPShowContacts");
    client.send("CoreShowChannels");
    client.readUntil("Event: CoreShowChannelsComplete\r\n");
    client.readUntil("\r\n\r\n");
  }

  private static byte[] live(Trace trace) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trace.live().forEach(entry -> bytes.writeBytes(entry.bytes()));
    return bytes.toByteArray();
  }

  private static Instant time(String pong) {
    return Trace.instant(AmiBlock.parse(pong).get("Timestamp"));
  }

  private static String loginByKey(TraceServer server, String secret) throws Exception {
    try (RawClient client = new RawClient(server.port())) {
      client.readUntil("\r\n");
      AmiBlock challenge = AmiBlock.parse(client.ask("Challenge", "AuthType: MD5"));
      byte[] key =
          MessageDigest.getInstance("MD5")
              .digest((challenge.get("Challenge") + secret).getBytes(UTF_8));
      return client.ask(
          "Login", "AuthType: MD5", "Username: ramal", "Key: " + HexFormat.of().formatHex(key));
    }
  }
}
