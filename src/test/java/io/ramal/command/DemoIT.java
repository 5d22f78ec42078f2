package io.ramal.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first command of the README starts. */
class DemoIT {

  private static final Map<String, String> ANY_PORT = Map.of("PORT", "0");
  private static final Duration SOON = Duration.ofSeconds(30);

  /** Newest first: a page that registered, called, and left. */
  private static final Pattern LIFE =
      Pattern.compile(
          "\"fromState\":\"busy\",\"toState\":\"free\".*\"fromState\":\"in_call\",\"toState\":\"busy\""
              + ".*\"fromState\":\"busy\",\"toState\":\"in_call\".*\"fromState\":\"free\",\"toState\":\"busy\"");

  @TempDir private Path directory;

  @Test
  void anExtensionLivesAWholeLifeWithinHalfAMinute() throws Exception {
    try (var program = Program.start(directory, ANY_PORT, "demo")) {
      String url = program.awaitUrl();

      await().atMost(SOON).until(() -> extensions().stream().anyMatch(name -> lived(url, name)));
      assertEquals(List.of(), program.errors());
    }
  }

  private static List<String> extensions() {
    return IntStream.range(3000, 3020).mapToObj(String::valueOf).toList();
  }

  private static boolean lived(String url, String extension) {
    try {
      String history = Program.get(url + "/extensions/" + extension + "/history").body();
      return LIFE.matcher(history).find();
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void nobodyTakesItForARealOne() throws Exception {
    Files.writeString(directory.resolve("application.yaml"), "EXTENSIONS: 4000\n");
    try (var program = Program.start(directory, ANY_PORT, "demo", "--phones", "0")) {
      String url = program.awaitUrl();

      await()
          .atMost(SOON)
          .until(() -> Program.get(url + "/extensions/status").body().contains("\"demo\":true"));
      assertTrue(Program.get(url + "/pbx").body().contains("\"name\":\"simulated\""));
      String given = Program.get(url + "/extensions/free").body();
      assertTrue(given.contains("\"wss\":\"wss://simulated.invalid:8089/ws\""), given);
      assertTrue(given.contains("\"extension\":\"3000\""), given);
      program.awaitSaid("DEMO: the PBX and its phones are simulated");
      assertTrue(Files.notExists(directory.resolve("data")), "it leaves nothing behind");
    }
  }

  @Test
  void keepsItsHistoryWhereItIsAskedTo() throws Exception {
    try (var program = Program.start(directory, ANY_PORT, "demo", "--keep", "--phones", "0")) {
      Program.get(program.awaitUrl() + "/extensions/free");
      program.terminate();
      assertEquals(143, program.exitCode());
      assertEquals(List.of(), program.errors());
    }
    try (var program = Program.start(directory, ANY_PORT, "demo", "--keep", "--phones", "0")) {
      String history = Program.get(program.awaitUrl() + "/extensions/3000/history").body();
      assertTrue(history.contains("\"event\":\"allocated\""), history);
      assertTrue(Files.exists(directory.resolve("data/demo.mv.db")));
    }
  }
}
