package io.ramal.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session is answered, against what the real Asterisk was recorded to answer. */
class AnswersTest {

  /** Each that differs from run to run, and what stands for it. */
  private static final List<List<String>> VARYING =
      List.of(
          List.of("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT"),
          List.of("ViaPort: \\d+", "ViaPort: PORT"),
          List.of(";@[0-9a-f]{32}", ";@KEY"),
          List.of("(CallId|CallID): [0-9a-f]{16}", "$1: ID"),
          List.of("host=[0-9a-f]{12}", "host=HOST"),
          List.of("(ExpirationTime|RegExpire): \\d{10}", "$1: SECONDS"),
          List.of("(Uniqueid|Linkedid): \\d{10}\\.", "$1: SECONDS."),
          List.of("Timestamp: \\d{10}\\.\\d{6}\r", "Timestamp: TIME\r"),
          List.of("\\d{4}-\\d\\d-\\d\\d", "DATE"),
          List.of("\\d\\d:\\d\\d:\\d\\d", "TIME"),
          List.of("UserAgent: .*\r", "UserAgent: PHONE\r"),
          List.of("Challenge: \\d{9}\r", "Challenge: NUMBER\r"),
          List.of("Priority: \\d\r", "Priority: STEP\r"),
          List.of("Application: .*\r", "Application: APPLICATION\r"));

  @ParameterizedTest
  @CsvSource({
    "Ping,",
    "CoreSettings,",
    "CoreStatus,",
    "CoreShowChannels,",
    "PJSIPShowContacts,",
    "PJSIPShowEndpoints,",
    "PJSIPShowEndpoint, Endpoint: 3000",
    "PJSIPShowEndpoint-unknown, Endpoint: 4711",
    "PJSIPShowAors,",
    "NoSuchAction,",
    "Hangup-unknown, Channel: PJSIP/3000-deadbeef"
  })
  void answersAsRecorded(String recording, String line) throws IOException {
    Stage stage = busy();
    stage.ask(
        recording.replaceFirst("-.*", ""),
        line == null ? new String[0] : List.of(line).toArray(String[]::new));

    assertEquals(recorded(recording), shown(stage.answer("r2")));
  }

  @ParameterizedTest
  @CsvSource({"PJSIPShowContacts-empty", "CoreShowChannels-empty"})
  void answersAsRecordedWhereThereIsNothing(String recording) throws IOException {
    Stage stage = Stage.rig(1).login("admin").ask(recording.replaceFirst("-.*", ""));

    assertEquals(recorded(recording), shown(stage.answer("r2")));
  }

  /** As when the answers were recorded. */
  private static Stage busy() {
    Stage stage = Stage.rig(1);
    stage.registers("3000", PhoneAddress.udp(60_123));
    stage.registers("3001", PhoneAddress.udp(40_061));
    stage.registers("3100", PhoneAddress.wss(54_637));
    stage.calls("3001", "600");
    return stage.connect().ask("Login", "Username: admin", "Secret: amisecret", "Events: off");
  }

  private static String recorded(String action) throws IOException {
    String text = raw("action-" + action);
    StringBuilder answer = new StringBuilder();
    for (String block : text.substring(text.indexOf("\r\n") + 2).split("(?<=\r\n\r\n)", -1)) {
      if (block.contains("\r\nActionID: r2\r\n")) {
        answer.append(block);
      }
    }
    return shown(answer.toString());
  }

  private static String raw(String recording) throws IOException {
    try (InputStream in =
        AnswersTest.class.getResourceAsStream("/ami-traces/" + recording + ".ami")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Without what differs from run to run. */
  private static String shown(String text) {
    String shown = text;
    for (List<String> each : VARYING) {
      shown = shown.replaceAll(each.getFirst(), each.getLast());
    }
    return shown;
  }

  @Test
  void listsTheActionsThatAUserMayAskForAsRecorded() throws IOException {
    String answer = Stage.rig(1).login("admin").ask("ListCommands").answer("r2");

    assertEquals(actions(recorded("ListCommands")), actions(shown(answer)));
  }

  /** The names and the classes; what an action is for is told in Asterisk's own words. */
  private static List<String> actions(String answer) {
    return Arrays.stream(answer.split("\r\n"))
        .map(line -> line.replaceFirst(": .*  *\\(Priv", " (Priv"))
        .toList();
  }

  @Test
  void listsOnlyTheActionsThatAUserMayAskFor() {
    String answer = Stage.rig(1).login("weak").ask("ListCommands").answer("r2");

    assertTrue(answer.contains("Ping:"), answer);
    assertFalse(answer.contains("Hangup:"), answer);
  }

  @Test
  void greetsAndRefusesAWrongSecretAsRecorded() throws IOException {
    Stage stage = Stage.rig(1).connect().ask("Login", "Username: admin", "Secret: wrong");

    assertEquals(raw("login-failed"), stage.text());
    assertTrue(stage.isClosed());
  }

  @Test
  void letsAUserInByMd5AndGoAsRecorded() throws IOException {
    Stage stage = Stage.rig(1).connect().ask("Challenge", "AuthType: MD5");
    String challenge = stage.answer("r1").replaceAll("(?s).*Challenge: (\\d+).*", "$1");
    stage.ask(
        "Login", "AuthType: MD5", "Username: admin", "Key: " + Md5.hex(challenge + "amisecret"));
    stage.ask("Logoff");

    assertEquals(shown(withoutSecurity(raw("login-md5"))), shown(stage.text()));
    assertTrue(stage.isClosed());
  }

  private static String withoutSecurity(String text) {
    return text.replaceAll("(?s)Event: SuccessfulAuth\r\n.*?\r\n\r\n", "");
  }

  @Test
  void refusesAKeyOfAnotherChallenge() {
    Stage stage = Stage.rig(1).connect().ask("Challenge", "AuthType: MD5");
    stage.ask("Login", "AuthType: MD5", "Username: admin", "Key: " + Md5.hex("1amisecret"));

    assertTrue(stage.answer("r2").contains("Authentication failed"));
  }

  @Test
  void deniesEverythingBeforeTheLogin() {
    assertTrue(Stage.rig(1).connect().ask("Ping").answer("r1").contains("Permission denied"));
  }

  @Test
  void filtersAsRecorded() throws IOException {
    Stage stage = Stage.rig(1);
    stage.registers("3000", PhoneAddress.udp(60_123));
    stage.registers("3001", PhoneAddress.udp(40_061));
    stage.calls("3001", "600");
    stage.login("admin");
    stage.ask("Filter", "Operation: Add", "Filter: Event: ContactStatus");
    stage.ask("Filter", "Operation: Add", "Filter: Event: Newchannel", "Filter: Event: Hangup");
    stage.ask("Filter", "Operation: Add", "MatchCriteria: name(DeviceStateChange)", "Filter: ");
    stage.ask(
        "Filter", "Operation: Add", "MatchCriteria: action(exclude),name(RTCPSent)", "Filter: ");
    stage.pbx().hangUp("3001");
    stage.pass(400).pbx().unregister("3000");
    stage.ask("Logoff");

    assertEquals(sorted(shown(withoutSecurity(raw("action-Filter")))), sorted(shown(stage.text())));
  }

  /** Contact and device come in either order. */
  private static List<String> sorted(String text) {
    return Arrays.stream(text.split("\r\n\r\n")).sorted().toList();
  }

  @Test
  void asterisk16SaysSuccessToNamesAndFiltersNothing() {
    var setup = Stage.rigSetup(Stream.of()).version(AsteriskVersion.ASTERISK_16);
    Stage stage = Stage.with(setup, 1).login("admin");
    stage.ask("Filter", "Operation: Add", "MatchCriteria: name(Hangup)", "Filter: ");
    stage.registers("3000", PhoneAddress.udp(60_123));

    assertTrue(stage.text().startsWith("Asterisk Call Manager/5.0.4\r\n"));
    assertTrue(stage.answer("r2").contains("Message: Success"));
    assertTrue(stage.text().contains("Event: PeerStatus"));
  }

  @Test
  void asterisk22SendsOnlyEventsOfTheName() {
    Stage stage = Stage.rig(1).login("admin");
    stage.ask("Filter", "Operation: Add", "MatchCriteria: name(Hangup)", "Filter: ");
    stage.calls("3000", "600");
    stage.pbx().hangUp("3000");

    assertEquals(
        List.of("FullyBooted", "Hangup"),
        stage.events().stream().map(event -> event.get("Event")).toList());
  }

  @Test
  void deniesWhatTheUserHasNoRightTo() {
    Stage stage = Stage.rig(1).login("weak").ask("PJSIPShowContacts").ask("Filter").ask("Ping");

    assertTrue(stage.answer("r2").contains("Permission denied"));
    assertTrue(stage.answer("r3").contains("Permission denied"));
    assertTrue(stage.answer("r4").contains("Ping: Pong"));
  }

  @Test
  void hangsUpEveryChannelThatAnExpressionFinds() {
    Stage stage = busy();
    stage.calls("3100", "600");
    stage.ask("Hangup", "Channel: /^PJSIP\\/3100-.*/", "Cause: 16");

    assertTrue(stage.answer("r2").contains("Channel: PJSIP/3100-00000001"), stage.text());
    assertEquals(
        List.of("3001"), stage.pbx().channels().stream().map(ChannelView::extension).toList());
  }

  @Test
  void knowsNoPhonesWhileItStarts() {
    Stage stage = Stage.rig(1);
    stage.registers("3000", PhoneAddress.udp(60_123));
    stage.pbx().restart(Restart.CRASH);
    stage.pass(350).login("admin").ask("PJSIPShowContacts");
    assertTrue(stage.answer("r2").contains("Invalid/unknown command"), stage.text());

    stage.pass(Duration.ofSeconds(1)).ask("PJSIPShowContacts");
    assertTrue(stage.answer("r3").contains("No Contacts found"), "it was too young for a crash");
  }

  @Test
  void withoutTimestampsOnlyPingTellsTheTime() {
    Stage stage = Stage.with(Stage.rigSetup(Stream.of()).withoutTimestamps(), 1).login("admin");
    stage.registers("3000", PhoneAddress.udp(60_123));
    assertFalse(stage.text().contains("Timestamp: "));

    assertTrue(stage.ask("Ping").answer("r2").contains("Timestamp: "));
  }

  @Test
  void eventsThatPiledUpComeAfterTheListThatIsNewer() {
    Stage stage = Stage.with(Stage.rigSetup(Stream.of()).pileUp(1), 1).login("admin");
    stage.registers("3000", PhoneAddress.udp(60_123));
    stage.ask("PJSIPShowContacts");

    String text = stage.text();
    assertTrue(text.contains("Event: ContactStatus"));
    assertTrue(text.indexOf("Event: ContactList") < text.indexOf("Event: ContactStatus"), text);
  }
}
