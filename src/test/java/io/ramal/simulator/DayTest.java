package io.ramal.simulator;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ramal.http.Answer;
import io.ramal.http.Errors;
import io.ramal.http.Json;
import io.ramal.http.Problem;
import io.ramal.http.ProblemException;
import io.ramal.http.Route;
import io.ramal.http.TestServer;
import io.ramal.simulator.HandedOut.Given;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Virtual phones live, in very fast motion. */
@Timeout(30)
class DayTest {

  private static final double FAST = 500;

  @Test
  void phonesUseOnlyWhatTheyWereGivenAndAllOfTheEventsOfALifeCome() throws Exception {
    Set<String> taken = new ConcurrentSkipListSet<>();
    HandedOut pool =
        client -> {
          taken.add(client);
          String number = client.substring(client.length() - 1);
          return Optional.of(new Given("300" + number, Stage.PASSWORD));
        };
    SimulatedPbx pbx = Stage.withTrunk(1).pbx();
    pbx.configure(Endpoint.named(Endpoint.TRUNK));
    try (var server = SimulatorServer.start(pbx);
        var listener = Listener.loggedIn(server.port());
        var _ = Ticker.start(server, Clock.systemUTC());
        var _ = Day.start(server, pool, new DayPlan(3, 2, FAST, 0.3, 1))) {
      for (String event :
          List.of("Newchannel", "BridgeEnter", "ContactStatus: Removed", "Hold", "Hangup")) {
        listener.readUntil(event);
      }
      assertEquals(Set.of("simulated-1", "simulated-2", "simulated-3"), taken);
      var registered = new TreeSet<String>();
      server.with(SimulatedPbx::contacts).forEach(contact -> registered.add(contact.extension()));
      registered.removeAll(Set.of("3001", "3002", "3003"));
      assertEquals(Set.of(), registered);
    }
  }

  @Test
  void aPageThatDiesInACallIsStuck() {
    try (var server = SimulatorServer.start(Stage.rig(1).pbx());
        var _ =
            Day.start(
                server,
                _ -> Optional.of(new Given("3000", Stage.PASSWORD)),
                new DayPlan(1, 0, FAST, 1, 1))) {
      await()
          .until(() -> server.with(pbx -> pbx.contacts().isEmpty() && pbx.channels().size() == 1));
    }
  }

  @Test
  void asksARamalForItsExtensions() throws Exception {
    try (var ramal =
        TestServer.of(
            Errors.standard(),
            () ->
                List.of(
                    Route.get(
                        "/extensions/free",
                        request -> {
                          if (request.clientId().equals("late")) {
                            throw new ProblemException(Problem.of("none", 404, "None", "None."));
                          }
                          return new Answer(
                              Json.object()
                                  .add("extension", "3000")
                                  .add("password", "of " + request.clientId())
                                  .build());
                        })))) {
      var handedOut = new OverRest(URI.create(ramal.url()));

      assertEquals(Optional.of(new Given("3000", "of me")), handedOut.take("me"));
      assertEquals(Optional.empty(), handedOut.take("late"));
    }
  }

  @Test
  void waitsForARamalThatDoesNotAnswer() throws Exception {
    assertEquals(Optional.empty(), new OverRest(URI.create("http://127.0.0.1:1/")).take("me"));
  }

  @Test
  void refusesWhatIsNoDay() {
    assertThrows(IllegalArgumentException.class, () -> new DayPlan(1, 1, 0, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new DayPlan(1, 1, 1, 2, 1));
  }
}
