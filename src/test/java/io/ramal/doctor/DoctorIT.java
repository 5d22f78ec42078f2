package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.config.Settings;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestPostgres;
import io.ramal.e2e.TestSettings;
import io.ramal.pbx.LinkTimes;
import io.ramal.pbx.PbxInspector;
import io.ramal.pbx.PbxSettings;
import io.ramal.pbx.PbxSight;
import io.ramal.rig.AsteriskRig;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rig as it is, and with its settings broken one at a time. */
@RealAsterisk
class DoctorIT {

  private static final LinkTimes TIMES =
      LinkTimes.of(Duration.ofSeconds(30), Duration.ofMinutes(5));
  private static final InstantSource CLOCK = InstantSource.system();
  private static final RigOptions OPTIONS =
      RigOptions.DEFAULT
          .withPool("3000-3002")
          .withWebrtc("3100")
          .withQualifySeconds(30)
          .withAmiSecret("ami-hush")
          .withSipPassword("sip-hush");

  /** Each user is the rig's own with one thing changed. */
  private static final String USERS =
      """
      [user](!)
      secret=ami-hush
      read=system,call
      write=system
      writetimeout=5000
      [deaf](user)
      read=call
      [half](user)
      read=system
      [mute](user)
      write=log
      [caller](user)
      write=system,call,originate
      [operator](user)
      write=system,command
      [mighty](user)
      write=all
      [curious](user)
      read=all
      [clerk](user)
      read=system,call,security
      [hasty]
      secret=ami-hush
      read=system,call
      write=system
      """;

  /** Each extension is the rig's own with one thing changed. */
  private static final String EXTENSIONS =
      """
      [4000](pool)
      type=endpoint
      aors=4000
      [4000](pool-aor)
      type=aor
      max_contacts=0
      [4001](pool)
      type=endpoint
      aors=4001
      [4001](pool-aor)
      type=aor
      remove_existing=no
      [4002](pool)
      type=endpoint
      aors=4002
      rewrite_contact=no
      [4002](pool-aor)
      type=aor
      [4003](pool)
      type=endpoint
      aors=4003
      [4003](pool-aor)
      type=aor
      qualify_frequency=0
      [4004](pool)
      type=endpoint
      [4005](pool)
      type=endpoint
      aors=4005
      [4005](pool-aor)
      type=aor
      max_contacts=3
      """;

  private static AsteriskRig rig;

  @BeforeAll
  static void start() throws IOException {
    rig = AsteriskRig.start(OPTIONS);
    Files.writeString(file("manager_custom.conf"), USERS);
    Files.writeString(file("pjsip_custom.conf"), EXTENSIONS);
    reload();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @Test
  void findsNothingWrongWithTheRigAsItIs() throws Exception {
    Report report = examined("ramal", "3000,3001,3002,3100");

    assertEquals(List.of("note pjsip-endpoint-extra"), found(report));
    assertTrue(report.lines().getFirst().startsWith("ok    pbx default: Asterisk "));
  }

  @Test
  void findsNothingWrongWithAWholeSiteAsItIs() throws Exception {
    DatabaseSettings database = TestPostgres.twoRoles();
    Databases.migrate(database);
    Map<String, String> site =
        Map.of(
            "AMI_PORT", String.valueOf(rig.amiPort()),
            "AMI_PASS", rig.amiSecret(),
            "EXTENSIONS", "3000,3001,3002,3100,4000,4001,4002,4003,4004,4005",
            "EXT_PASSWORD", "sip-hush",
            "WSS_URL", rig.wssUrl());
    Map<String, String> healthy = new HashMap<>(site);
    healthy.put("EXTENSIONS", "3000,3001,3002,3100");

    assertEquals(List.of("note pjsip-endpoint-extra"), found(examined(database, healthy)));
    assertEquals(
        List.of(
            "error pjsip-aor",
            "error pjsip-max-contacts",
            "warning pjsip-max-contacts",
            "warning pjsip-qualify",
            "warning pjsip-remove-existing",
            "warning pjsip-rewrite-contact"),
        found(examined(database, site)));
  }

  private static Report examined(DatabaseSettings database, Map<String, String> environment)
      throws InterruptedException {
    Settings settings = TestSettings.of(database, environment);
    return new Examination(settings, database, TIMES, CLOCK).report();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deaf     | error ami-read            | manager.conf, [deaf]: read = system,call
          half     | error ami-read            | manager.conf, [half]: read = system,call
          caller   | warning ami-write-surplus | manager.conf, [caller]: write = system
          operator | warning ami-write-surplus | manager.conf, [operator]: write = system
          mighty   | warning ami-write-surplus | manager.conf, [mighty]: write = system
          curious  | warning ami-read-surplus  | manager.conf, [curious]: read = system,call
          clerk    | warning ami-read-surplus  | manager.conf, [clerk]: read = system,call
          hasty    | warning ami-writetimeout  | manager.conf, [hasty]: writetimeout = 5000
          """)
  void findsWhatIsWrongWithTheUserAndNothingElse(String user, String check, String fix)
      throws Exception {
    assertOnly(check, fix, examined(user, "3000,3001"));
  }

  @Test
  void findsAUserWhoMayAskNothingAndSaysWhatItCannotTellThen() throws Exception {
    Report report = examined("mute", "3000");

    assertEquals(
        List.of("error ami-write", "note manager-conf", "note pjsip-conf", "note pjsip-endpoints"),
        found(report));
    assertEquals("manager.conf, [mute]: write = system", wrong(report).getFirst().fix());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4000 | error pjsip-max-contacts      | pjsip.conf, [4000] (type=aor, or its template): max_contacts = 1
          4001 | warning pjsip-remove-existing | pjsip.conf, [4001] (type=aor, or its template): remove_existing = yes
          4002 | warning pjsip-rewrite-contact | pjsip.conf, [4002] (type=endpoint, or its template): rewrite_contact = yes
          4003 | warning pjsip-qualify         | pjsip.conf, [4003] (type=aor, or its template): qualify_frequency = 30
          4004 | error pjsip-aor               | pjsip.conf, [4004] (type=endpoint): aors = 4004
          4005 | warning pjsip-max-contacts    | pjsip.conf, [4005] (type=aor, or its template): max_contacts = 1
          4999 | error pjsip-endpoint-missing  | pjsip.conf: add [4999], or take it out of EXTENSIONS
          """)
  void findsWhatIsWrongWithAnExtensionAndNothingElse(String extension, String check, String fix)
      throws Exception {
    assertOnly(check, fix, examined("ramal", "3000,3001," + extension));
  }

  @Test
  void findsEventsWithoutTime() throws Exception {
    try (var _ = Broken.file("manager_general.conf", "timestampevents=no\n")) {
      assertOnly(
          "warning ami-timestampevents",
          "manager.conf, [general]: timestampevents = yes",
          examined("ramal", "3000"));
    }
  }

  @ParameterizedTest
  @CsvSource({"=1,=30", "contact_expiration,;contact_expiration"})
  void findsThatExpiredContactsAreSeldomLookedFor(String old, String broken) throws Exception {
    String name = "contact_expiration_check_interval=1\n";
    String text = Files.readString(file("pjsip.conf")).replace(name, name.replace(old, broken));
    try (var _ = Broken.file("pjsip.conf", text)) {
      assertOnly(
          "warning pjsip-expiration-check",
          "pjsip.conf, [global]: contact_expiration_check_interval = 5",
          examined("ramal", "3000"));
    }
  }

  @Test
  void findsThatThereIsNoWebsocket() throws Exception {
    String text =
        Files.readString(file("pjsip.conf")).replaceAll("protocol=wss?\n", "protocol=tls\n");
    try (var _ = Broken.file("pjsip.conf", text)) {
      Report report = examined("ramal", "3000");

      assertEquals("pjsip-transport", wrong(report).getFirst().check());
      assertEquals(1, wrong(report).size());
    }
  }

  @Test
  void findsAWrongSecret() throws Exception {
    var wrong = new PbxSettings("default", "127.0.0.1", rig.amiPort(), "ramal", "wrong");

    Report report = examined(wrong, "3000");
    assertEquals(List.of("error ami-login"), found(report));
  }

  @Test
  void findsThatNobodyListens() throws Exception {
    Report report = examined(new PbxSettings("default", "127.0.0.1", 1, "ramal", "secret"), "3000");
    assertEquals(List.of("error ami-reachable"), found(report));
  }

  @Test
  void findsANameThatIsNotKnown() throws Exception {
    Report report =
        examined(new PbxSettings("default", "no.such.invalid", 5038, "ramal", "secret"), "3000");
    assertEquals(List.of("error ami-host"), found(report));
  }

  @Test
  void tellsNoSecret() throws Exception {
    Report report = examined("mighty", "3000,3001,4000,4999");
    PbxSight sight = PbxInspector.look(pbx("mighty"), TIMES, new TreeSet<>(List.of("3000")), CLOCK);

    for (String said : List.of(report.lines().toString(), report.json() + "", sight + "")) {
      assertTrue(!said.contains("hush"), said);
    }
  }

  private static void assertOnly(String check, String fix, Report report) {
    assertEquals(
        List.of(check),
        found(report).stream().filter(each -> !each.equals("note pjsip-endpoint-extra")).toList());
    assertEquals(fix, wrong(report).getFirst().fix());
  }

  private static List<String> found(Report report) {
    return report
        .findings()
        .map(finding -> finding.severity().word() + " " + finding.check())
        .sorted()
        .toList();
  }

  private static List<Finding> wrong(Report report) {
    return report.findings().filter(Finding::isWrong).toList();
  }

  private static Report examined(String user, String pool) throws InterruptedException {
    return examined(pbx(user), pool);
  }

  private static PbxSettings pbx(String user) {
    return new PbxSettings("default", "127.0.0.1", rig.amiPort(), user, rig.amiSecret());
  }

  private static Report examined(PbxSettings pbx, String pool) throws InterruptedException {
    var names = new TreeSet<>(List.of(pool.split(",", -1)));
    PbxSight sight = PbxInspector.look(pbx, TIMES, names, CLOCK);
    return new Report(new PbxExamination(pbx, rig.wssUrl(), names).sections(sight));
  }

  private static Path file(String name) {
    return rig.folder().resolve("etc").resolve(name);
  }

  private static void reload() {
    rig.cli("manager reload");
    rig.cli("module reload res_pjsip.so");
  }

  /** A file of the PBX that says something else for a while. */
  private record Broken(Path file, String before) implements AutoCloseable {

    static Broken file(String name, String text) throws IOException {
      Path file = DoctorIT.file(name);
      var broken = new Broken(file, Files.exists(file) ? Files.readString(file) : "");
      Files.writeString(file, text);
      reload();
      return broken;
    }

    @Override
    public void close() throws IOException {
      Files.writeString(file, before);
      reload();
    }
  }
}
