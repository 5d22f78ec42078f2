package io.ramal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, defaults, where settings come from, and what is nonsense. */
class SettingsReaderTest {

  private static final Set<String> RESERVED = Set.of("free", "status", "release", "reset");

  private static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry("HOST", "0.0.0.0"),
          Map.entry("PORT", "8080"),
          Map.entry("API_PORT", "8081"),
          Map.entry("CORS_ORIGINS", "https://crm.example, http://localhost:3000"),
          Map.entry("DB_URL", "jdbc:postgresql://db.example/ramal"),
          Map.entry("DB_USER", "app"),
          Map.entry("DB_PASSWORD", "db-secret"),
          Map.entry("DB_MIGRATE_USER", "owner"),
          Map.entry("DB_MIGRATE_PASSWORD", "owner-secret"),
          Map.entry("EXTENSIONS", "3000-3002, agent-7"),
          Map.entry("FIXED_EXTENSIONS", "3001,5000"),
          Map.entry("EXT_PASSWORD", "sip-secret"),
          Map.entry("WSS_URL", "wss://phones.example/ws"),
          Map.entry("AMI_HOST", "pbx.example"),
          Map.entry("AMI_PORT", "5039"),
          Map.entry("AMI_USER", "robot"),
          Map.entry("AMI_PASS", "ami-secret"),
          Map.entry("AMI_PING_INTERVAL", "PT10S"),
          Map.entry("RESYNC_INTERVAL", "PT1M"),
          Map.entry("LEASE_TTL", "PT20S"),
          Map.entry("RECONNECT_GRACE", "PT0S"),
          Map.entry("RESTART_GRACE", "PT90S"),
          Map.entry("LINK_DOWN_EXPIRY", "PT10M"),
          Map.entry("BUSY_TTL_MS", "120000"));

  @TempDir private Path directory;

  @Test
  void hasADefaultForEverythingThatIsNeeded() throws Exception {
    Settings settings = read(Map.of());

    assertEquals(new Settings.Http("127.0.0.1", 3001, Optional.empty()), settings.http());
    assertEquals(
        new Settings.Database(
            "jdbc:h2:file:./data/ramal;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                + ";DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0",
            "ramal",
            Secret.NONE,
            Optional.empty(),
            Secret.NONE),
        settings.database());
    assertEquals(
        new Settings.Leases(
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Optional.empty()),
        settings.leases());
    assertEquals(
        new Settings.Links(Duration.ofMinutes(5), Duration.ofSeconds(30)), settings.links());
    assertEquals(
        List.of(
            new Settings.Pbx(
                "default",
                "",
                5038,
                "ramal",
                Secret.NONE,
                "wss://localhost:8089/ws",
                Optional.empty(),
                Set.of())),
        settings.pbxs());
    assertEquals(new Settings.Passwords(Secret.NONE, Map.of()), settings.passwords());
  }

  @Test
  void takesEveryNameFromTheEnvironment() throws Exception {
    assertEverything(read(EVERYTHING));
  }

  @Test
  void takesEveryNameFromSystemProperties() throws Exception {
    assertEverything(read(Map.of(), EVERYTHING, Optional.empty()));
  }

  @Test
  void takesEveryNameFromAFile() throws Exception {
    var lines = new StringBuilder();
    EVERYTHING.forEach((name, value) -> lines.append(name + ": " + value + "\n"));

    assertEverything(read(Map.of(), Map.of(), Optional.of(file(lines.toString()))));
  }

  private static void assertEverything(Settings settings) {
    assertEquals(
        new Settings.Http(
            "0.0.0.0", 8080, Optional.of(Set.of("https://crm.example", "http://localhost:3000"))),
        settings.http());
    assertEquals(
        new Settings.Database(
            "jdbc:postgresql://db.example/ramal",
            "app",
            new Secret("db-secret"),
            Optional.of("owner"),
            new Secret("owner-secret")),
        settings.database());
    assertEquals(
        new Settings.Leases(
            Duration.ofSeconds(20),
            Duration.ZERO,
            Duration.ofSeconds(90),
            Optional.of(Duration.ofMinutes(10))),
        settings.leases());
    assertEquals(
        new Settings.Links(Duration.ofMinutes(1), Duration.ofSeconds(10)), settings.links());
    assertEquals(
        List.of(
            new Settings.Pbx(
                "default",
                "pbx.example",
                5039,
                "robot",
                new Secret("ami-secret"),
                "wss://phones.example/ws",
                Optional.of(Set.of("3000", "3001", "3002", "agent-7", "5000")),
                Set.of("3001", "5000"))),
        settings.pbxs());
    assertEquals("sip-secret", settings.passwords().of("3000").value());
    assertTrue(settings.notes().getFirst().startsWith("BUSY_TTL_MS is retired"), "a notice");
    assertEquals(1, settings.notes().size());
  }

  @Test
  void knowsNoNameThatIsNotTriedHere() {
    var tried = new TreeSet<>(EVERYTHING.keySet());
    tried.add("EXT_PASSWORDS_FILE");

    var known = new TreeSet<String>();
    for (Key key : Key.values()) {
      known.add(key.name());
    }
    assertEquals(tried, known);
  }

  @Test
  void explainsEveryNameInTheFileWithinTheProgram() throws Exception {
    String file = Files.readString(Path.of("src/main/resources/application.yaml"));
    for (Key key : Key.values()) {
      boolean explained = file.matches("(?s).*\n#[^\n]*\n(# )?" + key + ":.*");
      assertEquals(key != Key.BUSY_TTL_MS, explained || below(file, key), key.name());
    }
  }

  /** Whether it stands right below another that is explained together with it. */
  private static boolean below(String file, Key key) {
    return file.matches("(?s).*\n#[^\n]*\n(# )?[A-Z_]+:[^\n]*\n(# )?" + key + ":.*");
  }

  @Test
  void prefersTheEnvironmentToPropertiesAndThoseToTheFile() throws Exception {
    Path file = file("HOST: a.example\nDB_USER: file\nAMI_USER: file\n");
    Settings settings =
        read(
            Map.of("HOST", "c.example"),
            Map.of("HOST", "b.example", "DB_USER", "property"),
            Optional.of(file));

    assertEquals("c.example", settings.http().host());
    assertEquals("property", settings.database().user());
    assertEquals("file", settings.pbxs().getFirst().user());
  }

  @Test
  void prefersPortToApiPort() throws Exception {
    assertEquals(1, read(Map.of("PORT", "1", "API_PORT", "2")).http().port());
    assertEquals(2, read(Map.of("API_PORT", "2")).http().port());
    assertEquals(3, read(Map.of("PORT", "3")).http().port());
    assertEquals(
        4, read(Map.of("API_PORT", "2"), Map.of("PORT", "4"), Optional.empty()).http().port());
  }

  @Test
  void takesWhatIsSetToNothingForNotSet() throws Exception {
    Settings settings = read(Map.of("EXTENSIONS", "", "PORT", " ", "DB_MIGRATE_USER", ""));

    assertEquals(Optional.empty(), settings.pbxs().getFirst().extensions());
    assertEquals(3001, settings.http().port());
    assertEquals(Optional.empty(), settings.database().migrateUser());
  }

  @Test
  void leavesEveryValueInAFileAsTheTextThatStandsThere() throws Exception {
    Path file =
        file("EXTENSIONS: 0100\nEXT_PASSWORD: 01234\nAMI_PASS: yes\nAMI_USER: 1_000\nDB_USER: ~\n");
    Settings settings = read(Map.of(), Map.of(), Optional.of(file));

    assertEquals(Optional.of(Set.of("0100")), settings.pbxs().getFirst().extensions());
    assertEquals("01234", settings.passwords().common().value());
    assertEquals("yes", settings.pbxs().getFirst().password().value());
    assertEquals("1_000", settings.pbxs().getFirst().user());
    assertEquals("ramal", settings.database().user());
  }

  @Test
  void leavesAPasswordAsItIs() throws Exception {
    String password = " ${HOME} \\ #;= ";
    assertEquals(password, read(Map.of("EXT_PASSWORD", password)).passwords().of("3000").value());
  }

  @Test
  void takesAListInAFileForAListWithCommas() throws Exception {
    Path file = file("EXTENSIONS:\n  - 3000-3001\n  - agent-7\n");

    assertEquals(
        Optional.of(Set.of("3000", "3001", "agent-7")),
        read(Map.of(), Map.of(), Optional.of(file)).pbxs().getFirst().extensions());
  }

  @Test
  void tellsAllProblemsAtOnce() throws Exception {
    Path file = file("LEASE_TIL: PT1S\nHOST: 'a b'\n");
    List<String> problems =
        problems(
            Map.of("AMI_PORT", "0", "DB_URL", "mysql:", "CORS_ORIGIN", "*"),
            Map.of("LEASE_TTL", "30"),
            Optional.of(file));

    assertEquals(6, problems.size(), problems.toString());
    assertTrue(problems.stream().allMatch(problem -> problem.lines().count() == 1));
    assertTrue(
        problems.contains(
            "CORS_ORIGIN (environment): there is no such setting; did you mean CORS_ORIGINS?"));
    assertTrue(
        problems.contains(
            "LEASE_TIL (" + file + "): there is no such setting; did you mean LEASE_TTL?"));
    assertTrue(
        problems.contains(
            "LEASE_TTL (system property) is \"30\": must be an ISO-8601 duration such as PT30S"
                + " (30 seconds are PT30S)"));
  }

  @ParameterizedTest
  @CsvSource({
    "HOST, a b",
    "HOST, http://a",
    "PORT, 65536",
    "PORT, -1",
    "PORT, http",
    "API_PORT, 99999",
    "AMI_PORT, 0",
    "AMI_PORT, tcp://10.0.0.1:5038",
    "AMI_HOST, pbx/ami",
    "DB_URL, jdbc:mysql://a/b",
    "WSS_URL, https://pbx.example",
    "WSS_URL, wss://",
    "WSS_URL, pbx.example",
    "CORS_ORIGINS, crm.example",
    "CORS_ORIGINS, https://crm.example/",
    "CORS_ORIGINS, 'https://crm.example,,https://b.example'",
    "LEASE_TTL, PT0S",
    "LEASE_TTL, -PT1S",
    "LEASE_TTL, P1D",
    "LEASE_TTL, soon",
    "RECONNECT_GRACE, PT2H",
    "RESTART_GRACE, 5s",
    "LINK_DOWN_EXPIRY, never",
    "LINK_DOWN_EXPIRY, P30D",
    "RESYNC_INTERVAL, PT0S",
    "AMI_PING_INTERVAL, PT2H",
    "EXTENSIONS, free",
    "EXTENSIONS, '3000,,3001'",
    "FIXED_EXTENSIONS, 3000",
    "EXT_PASSWORDS_FILE, /nowhere/at/all"
  })
  void refusesNonsense(String name, String value) {
    List<String> problems = problems(Map.of(name, value));

    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.getFirst().startsWith(name), problems.toString());
  }

  @Test
  void saysWhereADurationMayBeOff() {
    assertEquals(
        List.of(
            "LINK_DOWN_EXPIRY (environment) is \"never\": must be an ISO-8601 duration such as"
                + " PT30S, or off"),
        problems(Map.of("LINK_DOWN_EXPIRY", "never")));
  }

  @Test
  void tellsAProblemInOneLineWhateverIsInTheValue() {
    assertEquals(
        List.of(
            "AMI_HOST (environment) is \"a␤b\": must be a host name or an address, without a port"),
        problems(Map.of("AMI_HOST", "a\nb")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AMI_PASS", "EXT_PASSWORD", "DB_PASSWORD", "DB_MIGRATE_PASSWORD"})
  void refusesALineBreakInASecretWithoutShowingIt(String name) {
    List<String> problems = problems(Map.of(name, "hush\r\nAction: Command"));

    assertEquals(List.of(name + " (environment): must not have control characters"), problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AMI_HOTS", "EXT_PASS", "LEASE_TIME", "DB_HOST", "CORS_ORIGIN", "DB_"})
  void refusesANameInTheEnvironmentThatLooksLikeOneOfOurs(String name) {
    List<String> problems = problems(Map.of(name, "x"));

    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().startsWith(name + " (environment): "), problems.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_SERVICE_HOST",
        "DB_SERVICE_PORT_PG",
        "DB_PORT",
        "DB_PORT_5432_TCP_ADDR",
        "AMI_SERVICE_PORT",
        "EXT_LIB_PORT_80_TCP",
        "AMIGA",
        "PATH",
        "DBUS_SESSION"
      })
  void passesOverWhatAPlatformPutsIntoTheEnvironment(String name) throws Exception {
    assertEquals(read(Map.of()), read(Map.of(name, "tcp://10.0.0.1:80")));
  }

  @Test
  void refusesAnyNameInAFileThatIsNotKnown() throws Exception {
    Path file = file("server:\n  port: 80\nPort: 80\n");
    List<String> problems = problems(Map.of(), Map.of(), Optional.of(file));

    assertTrue(
        problems.contains("Port (" + file + "): there is no such setting; did you mean PORT?"),
        problems.toString());
    assertTrue(problems.stream().anyMatch(each -> each.startsWith("server (")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PORT: 1\nPORT: 2\n", "a: [", "- a\n", "plain", "A: &a 1\nB: !!java.io.File x\n"})
  void refusesAFileThatIsNoYamlWithItsName(String text) throws Exception {
    Path file = file(text);
    List<String> problems = problems(Map.of(), Map.of(), Optional.of(file));

    assertTrue(problems.getFirst().startsWith(file.toString()), problems.toString());
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path file = directory.resolve("missing.yaml");

    assertEquals(
        List.of(file + ": there is no such file"), problems(Map.of(), Map.of(), Optional.of(file)));
  }

  @Test
  void takesAnEmptyFile() throws Exception {
    assertEquals(read(Map.of()), read(Map.of(), Map.of(), Optional.of(file("# nothing\n"))));
  }

  @Test
  void readsAListOfPbxs() throws Exception {
    Path file =
        file(
            """
            pbx:
              - name: lisbon
                host: pbx1.example
                port: 5039
                user: robot
                password: 0123
                wss: wss://lisbon.example/ws
                extensions: 3000-3001
                fixed: 3001
              - name: porto
                host: "::1"
            """);
    Settings settings = read(Map.of(), Map.of(), Optional.of(file));

    assertEquals(
        List.of(
            new Settings.Pbx(
                "lisbon",
                "pbx1.example",
                5039,
                "robot",
                new Secret("0123"),
                "wss://lisbon.example/ws",
                Optional.of(Set.of("3000", "3001")),
                Set.of("3001")),
            new Settings.Pbx(
                "porto",
                "::1",
                5038,
                "ramal",
                Secret.NONE,
                "wss://[::1]:8089/ws",
                Optional.empty(),
                Set.of())),
        settings.pbxs());
  }

  @Test
  void refusesAListOfPbxsThatContradictsItselfOrOthers() throws Exception {
    Path file =
        file(
            """
            pbx:
              - name: lisbon
                host: pbx1.example
                extensions: 3000-3001
              - name: lisbon
                host: pbx2.example
                extensions: 3001-3002
                colour: red
              - host: pbx3.example
                fixed: 3005
              - plain
            """);
    List<String> problems = problems(Map.of("AMI_HOST", "a"), Map.of(), Optional.of(file));

    String where = " (" + file + ", pbx ";
    assertEquals(
        List.of(
            "pbx (" + file + "): each entry must be lines of name: value",
            "AMI_HOST (environment): put it into the list pbx: of "
                + file
                + ", which is used instead",
            "colour" + where + "2): there is no such setting; remove it",
            file
                + ", pbx 3: \"fixed\" needs \"extensions\" beside it: without it the pool is left"
                + " as it is; to have hardphones only, set both to the same list",
            file + ", pbx 3: \"name\" must be set",
            "pbx: two are named lisbon; give each a name of its own",
            "pbx: 3001 is on lisbon and on lisbon"),
        problems);
  }

  @Test
  void showsWhatIsInForceWithoutSecrets() throws Exception {
    var environment = new HashMap<>(EVERYTHING);
    environment.put("DB_URL", "jdbc:postgresql://app:url-secret@db:5432/ramal?ssl=1");
    List<String> lines = reading(environment).effective();

    assertTrue(lines.contains("LEASE_TTL=PT20S  (environment)"), lines.toString());
    assertTrue(lines.contains("AMI_PASS=(set)  (environment)"), lines.toString());
    assertFalse(lines.toString().contains("-secret"), lines.toString());
    assertTrue(lines.toString().contains("//app:(set)@db:5432/ramal?ssl=1"), lines.toString());
    assertFalse(reading(environment).settings().passwords().toString().contains("-secret"));
    assertEquals(EVERYTHING.size(), lines.size());
  }

  @Test
  void refusesAPasswordInTheAddressOfTheDatabaseWithoutShowingIt() {
    assertEquals(
        List.of(
            "DB_URL (environment) is"
                + " \"jdbc:postgresql://db:5432/ramal?user=a&Password=(set)&ssl=1\": must not"
                + " contain a password: set DB_USER and DB_PASSWORD"),
        problems(Map.of("DB_URL", "jdbc:postgresql://db:5432/ramal?user=a&Password=hush&ssl=1")));
  }

  private Reading reading(Map<String, String> environment) throws SettingsException {
    return SettingsReader.reading(
        new Sources(environment, Map.of(), Optional.empty()), SettingsReaderTest::legal);
  }

  private static Settings read(Map<String, String> environment) throws SettingsException {
    return read(environment, Map.of(), Optional.empty());
  }

  private static Settings read(
      Map<String, String> environment, Map<String, String> properties, Optional<Path> file)
      throws SettingsException {
    return SettingsReader.read(
        new Sources(environment, properties, file), SettingsReaderTest::legal);
  }

  private static List<String> problems(Map<String, String> environment) {
    return problems(environment, Map.of(), Optional.empty());
  }

  private static List<String> problems(
      Map<String, String> environment, Map<String, String> properties, Optional<Path> file) {
    return assertThrows(SettingsException.class, () -> read(environment, properties, file))
        .problems();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("settings.yaml"), text);
  }

  private static boolean legal(String name) {
    return name.matches("[A-Za-z0-9_.+-]{1,40}") && !RESERVED.contains(name);
  }
}
