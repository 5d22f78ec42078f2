package io.ramal.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulator over TCP, and each thing that can go wrong there. */
@Timeout(30)
class SimulatorServerTest {

  private static final PhoneAddress A = PhoneAddress.udp(40_001);

  private SimulatorServer server = SimulatorServer.start(Stage.rig(1).pbx());

  @AfterEach
  void stop() {
    server.close();
  }

  private void registers(String extension) {
    assertEquals(
        Outcome.DONE, server.with(pbx -> pbx.register(extension, A, Stage.LONG, Stage.PASSWORD)));
  }

  private void register(String first, String... more) {
    registers(first);
    Stream.of(more).forEach(this::registers);
  }

  /** The endpoint of each ContactStatus, in the order in which they came. */
  private static List<String> contacts(String text) {
    return Arrays.stream(text.split("\r\n", -1))
        .filter(line -> line.startsWith("EndpointName: "))
        .map(line -> line.substring("EndpointName: ".length()))
        .toList();
  }

  @Test
  void tellsEverySessionWhatHappens() throws IOException {
    try (var one = Listener.loggedIn(server.port());
        var two = Listener.loggedIn(server.port())) {
      register("3000", "3001");

      assertEquals(List.of("3000", "3001"), contacts(one.readToPing()));
      assertEquals(List.of("3000", "3001"), contacts(two.readToPing()));
    }
  }

  @Test
  void showsItsSessions() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      listener.ask("Filter", "Operation: Add", "Filter: Event: Hangup");
      listener.readUntil("Message: Success\r\n\r\n");
      SessionView session = server.sessions().getFirst();

      assertEquals("admin", session.user());
      assertEquals("on", session.events());
      assertEquals(List.of("Event: Hangup"), session.filters());
      assertEquals(2, session.requests());
      await().until(server::isWritten);
      assertEquals(4, server.sessions().getFirst().written());
    }
    await().until(() -> server.sessions().isEmpty());
  }

  @Test
  void losesAnEvent() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.faultRate(Fault.LOST, 1);
      register("3000");
      server.mend();
      register("3001");

      assertEquals(List.of("3001"), contacts(listener.readToPing()));
    }
  }

  @Test
  void tellsAnEventTwice() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.faultRate(Fault.DOUBLED, 1);
      register("3000", "3001");

      assertEquals(List.of("3000", "3000", "3001", "3001"), contacts(listener.readToPing()));
    }
  }

  @Test
  void tellsAnEventLate() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      listener.ask("Filter", "Operation: Add", "Filter: Event: ContactStatus");
      listener.readUntil("Success\r\n\r\n");
      server.fault(Fault.LATE);
      register("3000", "3001", "3002", "3003", "3004", "3005");
      List<String> told = contacts(listener.readToPing());

      assertTrue(told.indexOf("3000") > 0, told.toString());
      assertEquals(6, told.size());
    }
  }

  @Test
  void whatIsLateComesWhenItIsMended() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.faultRate(Fault.LATE, 1);
      register("3000");
      server.mend();

      assertEquals(List.of("3000"), contacts(listener.readToPing()));
    }
  }

  @Test
  void cutsTheConnectionInTheMiddleOfABlock() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.fault(Fault.CUT);
      register("3000");
      String text = listener.readToTheEnd();

      assertTrue(text.startsWith("Event: "), text);
      assertFalse(text.contains("\r\n\r\n"), text);
    }
  }

  @Test
  void saysNothingOverAConnectionThatIsHalfOpen() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.fault(Fault.HALF_OPEN);
      register("3000");
      listener.ask("Ping");
      try (var other = Listener.loggedIn(server.port())) {
        other.readToPing(); // that one is answered
      }
      assertEquals(3, server.sessions().getFirst().queued(), "greeting, login, FullyBooted");
    }
  }

  @Test
  void isSlow() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.fault(Fault.SLOW);
      long began = System.nanoTime();
      register("3000");
      listener.readToPing();

      assertTrue(System.nanoTime() - began > Duration.ofMillis(300).toNanos());
    }
  }

  @Test
  void saysWhatMeansNothing() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.fault(Fault.GARBAGE);
      register("3000");
      String text = listener.readToPing();

      assertTrue(text.contains("no colon\r\n"), text);
      assertEquals(List.of("3000"), contacts(text));
    }
  }

  @Test
  void restarts() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.fault(Fault.RESTART);
      server.advanceTo(server.with(SimulatedPbx::now).plusMillis(1100));
      assertTrue(listener.readToTheEnd().contains("Shutdown: Cleanly\r\nRestart: True\r\n"));
    }
    try (var refused = new Listener(server.port())) {
      assertEquals("", refused.readToTheEnd());
    }
    server.advanceTo(server.with(SimulatedPbx::now).plusMillis(500));
    Listener.loggedIn(server.port()).close();
  }

  @Test
  void restartsByChance() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.faultRate(Fault.RESTART, 1);
      register("3000");
      listener.readToPing();

      assertFalse(server.with(SimulatedPbx::isUp));
    }
  }

  /** The same events suffer, whoever else listens and whatever that one asks. */
  @Test
  void theSameSeedLosesTheSameEvents() throws IOException {
    assertEquals(withLosses(5, 0), withLosses(5, 3));
    assertFalse(withLosses(5, 0).equals(withLosses(6, 0)));
  }

  private static List<String> withLosses(long faultSeed, int pings) throws IOException {
    try (var lossy = SimulatorServer.start(Stage.rig(1).pbx(), "127.0.0.1", 0, faultSeed);
        var listener = Listener.loggedIn(lossy.port())) {
      for (int i = 0; i < pings; i++) {
        listener.readToPing();
      }
      lossy.faultRate(Fault.LOST, 0.5);
      for (int i = 3000; i < 3010; i++) {
        String extension = String.valueOf(i);
        lossy.with(pbx -> pbx.register(extension, A, Stage.LONG, Stage.PASSWORD));
      }
      return contacts(listener.readToPing());
    }
  }

  @Test
  void cutsAReaderThatIsTooSlow() throws IOException {
    server.close();
    var setup = Stage.rigSetup(Stream.of()).writeTimeout(Duration.ofMillis(200));
    server = SimulatorServer.start(Stage.with(setup, 1).pbx());
    try (var listener = Listener.loggedIn(server.port())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  server.with(pbx -> pbx.call("3000", "602", Stage.PASSWORD));
                }
                return server.sessions().isEmpty();
              });
      String text = listener.readToTheEnd();

      assertFalse(text.endsWith("\r\n\r\n"), "in the middle of an event");
      assertTrue(text.length() > 100_000);
    }
  }

  @Test
  void breaksEveryConnectionWhenItIsClosed() throws IOException {
    try (var listener = Listener.loggedIn(server.port())) {
      server.close();

      assertEquals("", listener.readToTheEnd());
    }
    assertThrows(IOException.class, () -> new Listener(server.port()));
  }

  @Test
  void aTickerLetsTimePass() throws IOException {
    server.with(pbx -> pbx.register("3000", A, Duration.ofMillis(1), Stage.PASSWORD));
    var later = server.with(SimulatedPbx::now).plus(Duration.ofMinutes(1));
    try (var _ = Ticker.start(server, InstantSource.fixed(later))) {
      await().until(() -> server.with(SimulatedPbx::contacts).isEmpty());
    }
  }
}
