package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.pbx.PbxSettings;
import io.ramal.pbx.PbxSight;
import io.ramal.pbx.PbxSight.Aor;
import io.ramal.pbx.PbxSight.Clock;
import io.ramal.pbx.PbxSight.Endpoint;
import io.ramal.pbx.PbxSight.Files;
import io.ramal.pbx.PbxSight.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rig does not show: other versions, clocks, files that cannot be read. */
class PbxExaminationTest {

  private static final Map<String, Set<String>> SYSTEM =
      Map.of("Ping", Set.of(), "Filter", Set.of("system", "all"));
  private static final Map<String, String> USER =
      Map.of("read", "system, call", "write", "system", "writetimeout", "5000");
  private static final Files FILES =
      new Files(
          Optional.of(Map.of("timestampevents", "Yes")),
          Optional.of(USER),
          Optional.of(Map.of("contact_expiration_check_interval", "5")),
          Optional.of(Set.of("udp", "ws")));
  private static final Clock CLOCK =
      new Clock(Duration.ofMillis(1), Optional.of(Duration.ofMillis(-3)));
  private static final Endpoint ENDPOINT =
      new Endpoint(true, List.of(new Aor("3000", 1, true, 30)));
  private static final Seen HEALTHY =
      new Seen(
          Optional.of("20.5.2"),
          true,
          CLOCK,
          SYSTEM,
          FILES,
          Optional.of(Set.of("3000")),
          Map.of("3000", ENDPOINT));

  @Test
  void findsNothingWrongWithAHealthyPbx() {
    assertEquals(List.of(), found(HEALTHY));
  }

  @ParameterizedTest
  @CsvSource({"16.28.0~dfsg, ''", "22.10.1, ''", "GIT-master, ''", "13.38.1, x", "23.0.0, x"})
  void notesAVersionThatWasNotTried(String version, String note) {
    var seen = with(Optional.of(version), true, CLOCK, SYSTEM, FILES);

    assertEquals(note.isEmpty() ? List.of() : List.of("note asterisk-version"), found(seen));
  }

  @Test
  void findsAClockThatIsOffAndAPbxThatIsSlow() {
    var off = new Clock(Duration.ofMillis(300), Optional.of(Duration.ofSeconds(-90)));
    var seen = with(HEALTHY.version(), true, off, SYSTEM, FILES);

    assertEquals(List.of("warning ami-round-trip", "warning clock-pbx"), found(seen));
  }

  @Test
  void saysThatFullyBootedDidNotComeWhereTheRightsWouldDo() {
    assertEquals(
        List.of("warning ami-fully-booted"),
        found(with(HEALTHY.version(), false, CLOCK, SYSTEM, FILES)));
  }

  @Test
  void tellsRightsByWhatTheUserMayDoWhereTheFileCannotBeRead() {
    var unreadable =
        new Files(Optional.empty(), Optional.empty(), FILES.pjsip(), FILES.transports());
    var actions =
        Map.of(
            "Filter", Set.of("system", "all"),
            "Command", Set.of("command", "all"),
            "Getvar", Set.of("call", "reporting", "all"));

    Seen seen = with(HEALTHY.version(), true, CLOCK, actions, unreadable);
    assertEquals(List.of("warning ami-write-surplus", "note manager-conf"), found(seen));
    assertTrue(findings(seen).getFirst().what().endsWith("write also has command"));
  }

  @Test
  void findsRightsThatTheFileHasLostAndThePbxHasNot() {
    var actions =
        Map.of("Filter", Set.of("system", "all"), "Originate", Set.of("originate", "all"));

    assertEquals(
        List.of("warning ami-write-surplus"),
        found(with(HEALTHY.version(), true, CLOCK, actions, FILES)));
  }

  @Test
  void notesAUserWhoIsNotInTheFile() {
    var elsewhere =
        new Files(FILES.general(), Optional.of(Map.of()), FILES.pjsip(), FILES.transports());

    assertEquals(
        List.of("note manager-conf"),
        found(with(HEALTHY.version(), true, CLOCK, SYSTEM, elsewhere)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "6", "thirty"})
  void findsExpiredContactsThatAreLookedForSeldomOrNever(String interval) {
    var pjsip = Optional.of(Map.of("contact_expiration_check_interval", interval));
    var files = new Files(FILES.general(), FILES.user(), pjsip, FILES.transports());

    assertEquals(
        List.of("warning pjsip-expiration-check"),
        found(with(HEALTHY.version(), true, CLOCK, SYSTEM, files)));
  }

  @Test
  void notesThatTheSettingsOfAPeerCannotBeTold() {
    var peer =
        new Seen(HEALTHY.version(), true, CLOCK, SYSTEM, FILES, HEALTHY.endpoints(), Map.of());

    assertEquals(List.of("note sip-peer"), found(peer));
  }

  @Test
  void findsThatThePbxHasNoChannelDriverWhereTheRightsWouldDo() {
    var bare = new Seen(HEALTHY.version(), true, CLOCK, SYSTEM, FILES, Optional.empty(), Map.of());
    var mayNotAsk =
        new Seen(HEALTHY.version(), true, CLOCK, Map.of(), FILES, Optional.empty(), Map.of());

    assertEquals(List.of("error pjsip-loaded"), found(bare));
    assertEquals(List.of("error ami-write", "note pjsip-endpoints"), found(mayNotAsk));
  }

  @Test
  void saysThatTheHostNameOfAnotherMachineCannotBeTold() {
    assertEquals(List.of("note pbx-host-name"), found("192.0.2.1", "secret", HEALTHY));
  }

  @Test
  void saysThatThereIsNoSecretWhereALoginIsRefusedForWantOfOne() {
    var without = findings("127.0.0.1", "", new PbxSight.Refused("Authentication failed"));
    var with = findings("127.0.0.1", "wrong", new PbxSight.Refused("Authentication failed"));

    assertTrue(without.getFirst().fix().startsWith("AMI_PASS: it is not set"));
    assertTrue(with.getFirst().fix().startsWith("manager.conf, [ramal]: secret = "));
  }

  private static Seen with(
      Optional<String> version,
      boolean booted,
      Clock clock,
      Map<String, Set<String>> actions,
      Files files) {
    return new Seen(version, booted, clock, actions, files, HEALTHY.endpoints(), HEALTHY.pool());
  }

  private static List<String> found(PbxSight sight) {
    return found("127.0.0.1", "secret", sight);
  }

  private static List<String> found(String host, String secret, PbxSight sight) {
    return findings(host, secret, sight).stream()
        .map(finding -> finding.severity().word() + " " + finding.check())
        .toList();
  }

  private static List<Finding> findings(PbxSight sight) {
    return findings("127.0.0.1", "secret", sight);
  }

  private static List<Finding> findings(String host, String secret, PbxSight sight) {
    var pbx = new PbxSettings("a", host, 5038, "ramal", secret);
    var pool = new TreeSet<>(Set.of("3000"));
    return new PbxExamination(pbx, "wss://pbx.example:8089/ws", pool)
        .sections(sight).stream().flatMap(section -> section.findings().stream()).toList();
  }
}
