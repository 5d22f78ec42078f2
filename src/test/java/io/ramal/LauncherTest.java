package io.ramal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/ramal}, with shell scripts in the place of Java that say how they were called. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("bin/ramal");

  @TempDir private Path folder;
  private Path root;

  @BeforeEach
  void install() throws IOException {
    root = folder.toRealPath().resolve("a place with spaces");
    script(root.resolve("bin/ramal"), Files.readString(LAUNCHER));
    Files.writeString(root.resolve("ramal.jar"), "");
  }

  @Test
  void handsItsArgumentsToJavaWithTheLogInUtf8() throws Exception {
    var java = java("25.0.1");

    assertEquals(
        new Outcome(
            0,
            List.of(
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                root.resolve("ramal.jar").toString(),
                "verify",
                "",
                "a b")),
        run(Map.of("JAVA_HOME", java.toString()), "verify", "", "a b"));
  }

  @Test
  void letsJavaTakeItsPlaceSoThatSignalsReachIt() throws Exception {
    var java = java("26-ea");
    script(java.resolve("bin/java"), "#!/bin/sh\necho $$\n");
    var process = start(Map.of("JAVA_HOME", java.toString()), root.resolve("bin/ramal"));

    assertEquals(List.of(Long.toString(process.pid())), outcome(process).lines());
  }

  @Test
  void worksThroughChainedLinks() throws Exception {
    var inside = Files.createSymbolicLink(root.resolve("link"), Path.of("bin/ramal"));
    var outside = Files.createSymbolicLink(folder.resolve("ramal"), inside);
    var process = start(Map.of("JAVA_HOME", java("25").toString()), outside);

    assertTrue(outcome(process).lines().contains(root.resolve("ramal.jar").toString()));
  }

  @Test
  void prefersWhatWasBuiltLast() throws Exception {
    var built = root.resolve("target/ramal.jar");
    Files.createDirectories(built.getParent());
    Files.writeString(built, "");

    var outcome = run(Map.of("JAVA_HOME", java("25").toString()));

    assertTrue(outcome.lines().contains(built.toString()), outcome::toString);
  }

  @Test
  void passesOverAJavaThatIsTooOld() throws Exception {
    var old = java("17.0.15");
    script(old.resolve("bin/java"), "#!/bin/sh\nexit 3\n");
    var path = java("25.0.2").resolve("bin") + ":/usr/bin:/bin";

    assertEquals(0, run(Map.of("JAVA_HOME", old.toString(), "PATH", path)).code());
  }

  @Test
  void takesTheJavaOfThePathBehindALink() throws Exception {
    var link = folder.resolve("java");
    Files.createSymbolicLink(link, java("25").resolve("bin/java"));

    assertEquals(0, run(Map.of("PATH", folder + ":/usr/bin:/bin")).code());
  }

  @Test
  void refusesTheJavaItIsToldToTakeIfThatIsTooOld() throws Exception {
    var old = java("1.8.0_401").toString();

    assertEquals(
        new Outcome(1, List.of("ramal: RAMAL_JAVA_HOME=" + old + " is no Java 25 or newer")),
        run(Map.of("RAMAL_JAVA_HOME", old, "JAVA_HOME", java("25").toString())));
  }

  @Test
  void saysInOneLineThatThereIsNoJava() throws Exception {
    var launcher = Files.readString(LAUNCHER).replace("needed=25", "needed=999");
    script(root.resolve("bin/ramal"), launcher);

    assertEquals(
        new Outcome(
            1,
            List.of(
                "ramal: needs Java 999 or newer and finds none: install one, or name its folder in"
                    + " RAMAL_JAVA_HOME")),
        run(Map.of("JAVA_HOME", java("25").toString())));
  }

  @Test
  void saysInOneLineHowToBuildWhatIsNotBuilt() throws Exception {
    Files.delete(root.resolve("ramal.jar"));

    assertEquals(
        new Outcome(
            1, List.of("ramal: not built yet: run 'mvn -q -DskipTests package' in " + root)),
        run(Map.of("JAVA_HOME", java("25").toString())));
  }

  private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
    return outcome(start(environment, root.resolve("bin/ramal"), arguments));
  }

  /** Started far from the launcher, with nothing in its environment but what is given. */
  private Process start(Map<String, String> environment, Path launcher, String... arguments)
      throws IOException {
    var builder = new ProcessBuilder(launcher.toString()).directory(folder.toFile());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }

  private static Outcome outcome(Process process) throws Exception {
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), List.of(output.split("\n")));
  }

  /** The folder of a Java that prints its arguments, one a line. */
  private Path java(String version) throws IOException {
    var home = folder.resolve("java " + version);
    script(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private record Outcome(int code, List<String> lines) {}
}
