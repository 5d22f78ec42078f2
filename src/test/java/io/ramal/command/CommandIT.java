package io.ramal.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestPostgres;
import io.ramal.rig.TcpProxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of the packaged program, as an operator meets it. */
class CommandIT {

  /** No Asterisk is there, and no port that another process could want. */
  private static final Map<String, String> ALONE =
      Map.of("PORT", "0", "AMI_HOST", "127.0.0.1", "AMI_PORT", "1");

  private static final String H2 =
      "jdbc:h2:file:./data/ramal;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
          + ";DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";

  @TempDir private Path directory;

  @Test
  void explainsEveryCommandAndItsExitCodes() throws Exception {
    String help = String.join("\n", printed(0, "--help"));
    for (String command : List.of("serve", "migrate", "verify", "check-config", "doctor")) {
      assertTrue(help.contains("  " + command + " "), help);
      String own = String.join("\n", printed(0, command, "--help"));
      assertTrue(own.contains("Usage: ramal " + command), own);
      assertTrue(own.contains("--config=FILE"), own);
    }
    assertTrue(help.contains("Exit codes:") && help.contains("  2 "), help);
  }

  @Test
  void saysItsVersion() throws Exception {
    assertTrue(printed(0, "--version").getFirst().matches("Ramal \\d+\\.\\d+\\.\\d+"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sreve", "serve --confg=x"})
  void refusesACommandLineThatIsWrong(String line) throws Exception {
    String[] arguments =
        Stream.of(line.split(" ", -1)).filter(w -> !w.isEmpty()).toArray(String[]::new);
    try (var program = Program.start(directory, Map.of(), arguments)) {
      assertEquals(2, program.exitCode());
      String said = String.join("\n", program.errors());
      assertTrue(
          Stream.of("Usage: ramal", "Did you mean", "Possible solutions").anyMatch(said::contains),
          said);
      assertTrue(!said.contains("\tat "), said);
    }
  }

  @Test
  void servesWithoutAnySettingAndAnswersEverythingWithoutThePbx() throws Exception {
    try (var program = Program.start(directory, ALONE, "serve")) {
      String url = program.awaitUrl();

      assertEquals(
          "{\"extensions\":{},\"amiConnected\":false,\"reconnectAttempts\":",
          Program.get(url + "/extensions/status").body().replaceAll("\\d+}$", ""));
      assertEquals(404, Program.get(url + "/extensions/free").statusCode());
      assertEquals(200, Program.get(url + "/observe/health").statusCode());
      assertTrue(Program.get(url + "/observe/metrics").body().contains("ramal_pbx_connected"));
      assertTrue(Program.get(url + "/openapi").body().startsWith("openapi: 3.1"));
      assertEquals(List.of(), program.errors());
    }
  }

  @Test
  void servesNoPbxThatNobodyNamed() throws Exception {
    for (String command : List.of("serve", "check-config")) {
      assertOneLine(refused(2, Map.of("PORT", "0"), command), "AMI_HOST is not set");
      assertOneLine(refused(2, Map.of("PORT", "0"), command), "run 'ramal demo'");
    }
  }

  @Test
  void stopsInOrderWhenItIsToldToAndLosesNothing() throws Exception {
    var environment = with("EXTENSIONS", "3000,3001");
    try (var program = Program.start(directory, environment, "serve")) {
      String url = program.awaitUrl();
      assertEquals(200, Program.get(url + "/extensions/free").statusCode());
      long told = System.nanoTime();
      program.terminate();

      assertEquals(143, program.exitCode());
      assertTrue(System.nanoTime() - told < 8_000_000_000L, "it stops within seconds");
      assertEquals(List.of(), program.errors());
    }
    String proof = printed(0, "verify").getFirst();
    assertTrue(proof.startsWith("Proven: 3 rows of extension_history"), proof);
    try (var again = Program.start(directory, environment, "serve")) {
      String extension = Program.get(again.awaitUrl() + "/extensions/3000").body();
      assertTrue(extension.contains("\"available\":false"), extension);
      assertOneLine(refused(1, environment, "verify"), "stop the server first");
      assertFalse(Files.exists(directory.resolve("data/ramal.trace.db")), "nothing is left behind");
    }
  }

  @Test
  void tellsEveryProblemWithTheSettingsInALineAndStartsNothing() throws Exception {
    var environment =
        Map.of("PORT", "http", "EXTENSIONS", "3000-30000", "AMI_HOTS", "a", "LEASE_TTL", "30");
    for (String command : List.of("serve", "migrate", "verify", "check-config", "doctor")) {
      List<String> lines = refused(2, environment, command);
      assertEquals(4, lines.size(), lines.toString());
      assertTrue(lines.stream().allMatch(line -> line.startsWith("ramal: ")), lines.toString());
    }
    assertTrue(Files.notExists(directory.resolve("data")));
  }

  @Test
  void showsWhatIsInForceAndWhereItIsSet() throws Exception {
    Files.writeString(directory.resolve("application.yaml"), "LEASE_TTL: PT20S\nAMI_PASS: hush\n");
    Files.writeString(directory.resolve("other.yaml"), "LEASE_TTL: PT10S\n");

    List<String> lines = printed(0, "check-config");
    assertTrue(lines.contains("LEASE_TTL=PT20S  (application.yaml)"), lines.toString());
    assertTrue(lines.contains("AMI_PASS=(set)  (application.yaml)"), lines.toString());
    assertTrue(
        printed(0, "check-config", "--config", "other.yaml")
            .contains("LEASE_TTL=PT10S  (other.yaml)"));
  }

  @Test
  void readsNoFileButTheOneThatIsNamed() throws Exception {
    Files.writeString(directory.resolve("application.yaml"), "server: [\n");
    Files.writeString(directory.resolve("other.yaml"), "EXTENSIONS: 0100\n");

    try (var program = Program.start(directory, ALONE, "serve", "--config", "other.yaml")) {
      String status = Program.get(program.awaitUrl() + "/extensions/status").body();
      assertTrue(status.contains("{\"0100\":\"free\"}"), status);
    }
  }

  @Test
  void saysThatBusyTtlIsRetired() throws Exception {
    try (var program = Program.start(directory, with("BUSY_TTL_MS", "120000"), "serve")) {
      program.awaitSaid("BUSY_TTL_MS is retired");
      program.awaitUrl();
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());
      List<String> lines = refused(1, with("PORT", port), "serve");

      assertEquals(
          List.of(
              "ramal: cannot listen on 127.0.0.1 port "
                  + port
                  + " (Address already in use): set HOST and PORT to what is free on this machine"),
          lines);
    }
  }

  @Test
  void refusesAHostThatThisMachineDoesNotKnow() throws Exception {
    assertOneLine(refused(2, with("HOST", "no.such.host.invalid"), "check-config"), "HOST is");
  }

  @Test
  void refusesADataFolderThatCannotBeWritten() throws Exception {
    Files.writeString(directory.resolve("data"), "a file");

    assertOneLine(refused(1, ALONE, "serve"), "DB_URL");
  }

  @Test
  void waitsForTheProcessBeforeItToLetTheDataGo() throws Exception {
    try (var before = Program.start(directory, ALONE, "serve")) {
      before.awaitUrl();
      try (var after = Program.start(directory, ALONE, "serve")) {
        after.awaitSaid("[RAMAL-4001] waiting for the database");
        before.terminate();

        assertEquals(200, Program.get(after.awaitUrl() + "/observe/health").statusCode());
      }
    }
  }

  @Test
  void refusesASchemaThatWasChangedOrIsNewer() throws Exception {
    assertEquals(
        "The schema is up to date; migrations applied: 3.", printed(0, "migrate").getFirst());
    assertEquals("The schema is up to date.", printed(0, "migrate").getFirst());
    change("UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '1'");

    assertOneLine(refused(1, ALONE, "serve"), "changed");
    assertOneLine(refused(1, ALONE, "migrate"), "changed");
  }

  @Test
  void doctorLooksBesideARunningServerAndChangesNothing() throws Exception {
    try (var server = Program.start(directory, ALONE, "serve")) {
      server.awaitUrl();
      try (var doctor = Program.start(directory, ALONE, "doctor", "--json")) {
        assertEquals(1, doctor.exitCode());
        assertEquals(List.of(), doctor.errors());
        String said = String.join("\n", doctor.output());
        assertTrue(said.startsWith("{\"healthy\":false,\"errors\":1,"), said);
        assertTrue(said.contains("\"check\":\"database-in-use\",\"severity\":\"note\""), said);
        assertTrue(said.contains("\"check\":\"ami-reachable\",\"severity\":\"error\""), said);
      }
    }
    Path data = directory.resolve("data/ramal.mv.db");
    byte[] before = Files.readAllBytes(data);
    String lines = String.join("\n", printed(1, "doctor"));
    assertTrue(lines.contains("ok    database: H2 "), lines);
    assertArrayEquals(before, Files.readAllBytes(data));
  }

  @Test
  void doctorPrintsItsFindingsAndNothingElse() throws Exception {
    var settings = TestPostgres.twoRoles();
    Databases.migrate(settings);
    try (var doctor = Program.start(directory, postgres(settings), "doctor", "--json")) {
      assertEquals(1, doctor.exitCode());
      assertEquals(1, doctor.output().size(), doctor.output().toString());
      assertEquals(List.of(), doctor.errors());
      String said = doctor.output().getFirst();
      assertTrue(said.contains("(least rights), schema current"), said);
    }
  }

  @Test
  void refusesTheWrongPasswordOfTheDatabase() throws Exception {
    var environment = postgres(TestPostgres.twoRoles());
    environment.put("DB_PASSWORD", "wrong");

    assertOneLine(refused(1, environment, "serve"), "DB_PASSWORD");
  }

  @Test
  void refusesADatabaseThatThereIsNot() throws Exception {
    var environment = postgres(TestPostgres.emptyDatabase());
    environment.put("DB_URL", environment.get("DB_URL") + "_not");

    assertOneLine(refused(1, environment, "serve"), "DB_URL");
  }

  @Test
  void waitsForADatabaseThatIsAwayAndSaysSoOnce() throws Exception {
    var settings = TestPostgres.emptyDatabase();
    URI server = URI.create(settings.url().substring("jdbc:".length()));
    try (var proxy = TcpProxy.to(server.getPort())) {
      proxy.refuse();
      var environment = postgres(settings);
      environment.put("DB_URL", settings.url().replace(":" + server.getPort(), ":" + proxy.port()));
      try (var program = Program.start(directory, environment, "serve")) {
        program.awaitSaid("[RAMAL-4001] waiting for the database");
        assertOneLine(refused(1, environment, "migrate"), "the database is away");
        proxy.accept();

        assertEquals(200, Program.get(program.awaitUrl() + "/observe/health").statusCode());
        assertEquals(
            1, program.output().stream().filter(line -> line.contains("RAMAL-4001")).count());
      }
    }
  }

  private void change(String sql) throws Exception {
    String url = H2.replace("./data", directory.resolve("data").toString());
    try (var connection = DriverManager.getConnection(url, "ramal", "");
        var statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }

  private static Map<String, String> with(String name, String value) {
    var environment = new HashMap<>(ALONE);
    environment.put(name, value);
    return environment;
  }

  private static Map<String, String> postgres(DatabaseSettings settings) {
    var environment = new HashMap<>(ALONE);
    environment.put("DB_URL", settings.url());
    environment.put("DB_USER", settings.user());
    environment.put("DB_PASSWORD", settings.password());
    return environment;
  }

  private List<String> printed(int exitCode, String... arguments) throws Exception {
    try (var program = Program.start(directory, Map.of("AMI_HOST", "127.0.0.1"), arguments)) {
      assertEquals(exitCode, program.exitCode(), program.errors().toString());
      return program.output();
    }
  }

  private List<String> refused(int exitCode, Map<String, String> environment, String... arguments)
      throws Exception {
    try (var program = Program.start(directory, environment, arguments)) {
      assertEquals(exitCode, program.exitCode(), program.output().toString());
      return program.errors();
    }
  }

  private static void assertOneLine(List<String> lines, String part) {
    assertEquals(1, lines.size(), lines.toString());
    assertTrue(lines.getFirst().startsWith("ramal: "), lines.toString());
    assertTrue(lines.getFirst().contains(part), lines.toString());
  }
}
