package io.ramal.command;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ramal simulate} as it is packaged, and a Ramal that follows it. */
@Timeout(90)
class SimulateIT {

  private static final Pattern AMI_PORT = Pattern.compile("AMI_PORT=(\\d+)");
  private static final Pattern PAGE = Pattern.compile("Its page: (\\S+)");

  @TempDir private Path folder;

  @Test
  void aRamalHandsOutAndFollowsWhatVirtualPhonesUse() throws Exception {
    int port = freePort();
    try (Program simulate =
        Program.start(
            folder,
            Map.of(),
            "simulate",
            "--port=0",
            "--http-port=0",
            "--speed=50",
            "--ramal=http://127.0.0.1:" + port)) {
      simulate.awaitSaid("Its page");
      try (Program serve = Program.start(folder, settings(simulate, port), "serve")) {
        String url = serve.awaitUrl();
        serve.awaitSaid("→ REGISTERED");
        serve.awaitSaid("→ IN CALL");
        serve.awaitSaid("→ CALL ENDED → BUSY");
        serve.awaitSaid("→ UNREGISTERED");
        assertTrue(Program.get(url + "/pbx").body().contains("\"synced\":true"));
      }
      assertEquals(200, Program.get(find(PAGE, simulate)).statusCode());
      simulate.terminate();
      simulate.exitCode();
    }
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Map<String, String> settings(Program simulate, int port) {
    return Map.of(
        "PORT", String.valueOf(port),
        "AMI_HOST", "127.0.0.1",
        "AMI_PORT", find(AMI_PORT, simulate),
        "AMI_USER", "ramal",
        "AMI_PASS", "simulated",
        "EXTENSIONS", "3000-3019",
        "EXT_PASSWORD", "any");
  }

  private static String find(Pattern pattern, Program program) {
    Matcher found = pattern.matcher(String.join("\n", program.output()));
    await().until(found::find);
    return found.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--fault=LOST=2", "--fault=PLAGUE=1", "--extensions=30-2", "--asterisk=18"})
  void refusesACommandLineThatIsWrong(String option) throws Exception {
    try (Program simulate = Program.start(folder, Map.of(), "simulate", "--port=0", option)) {
      assertEquals(2, simulate.exitCode());
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Program simulate =
            Program.start(folder, Map.of(), "simulate", "--port=" + taken.getLocalPort())) {
      assertEquals(1, simulate.exitCode());
      assertEquals(List.of(), simulate.output());
      assertTrue(simulate.errors().getFirst().contains("name another with --port"));
    }
  }
}
