package io.ramal.simulator;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.rig.Traces;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulator tells each recorded scenario as the real Asterisk did: the same events of the
 * classes system and call with the same fields, and of each channel, contact, device and bridge in
 * the same order; the rest in any order, which is what it is on the real one.
 */
class SimulatedStreamTest {

  private static final int SEEDS = 20;
  private static final PhoneAddress A = PhoneAddress.udp(40_001);
  private static final PhoneAddress A_AGAIN = PhoneAddress.udp(40_002);
  private static final PhoneAddress B = PhoneAddress.udp(40_003);
  private static final PhoneAddress PAGE = PhoneAddress.wss(40_004);
  private static final PhoneAddress PAGE_AGAIN = PhoneAddress.wss(40_005);

  /** Recordings that are not told again, each with the reason. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "noisy",
              "150 calls at random; its parts are call-out-echo and call-extension-to-extension",
          "originate", "no Originate: Ramal makes no calls",
          "park", "no parking: its channels are those of any call",
          "queue", "no queues but as devices: its channels are those of forked calls",
          "transfer-feature-code",
              "no digits within a call: its channels are those of transfer-blind",
          "login-failed", "no events; see AnswersTest",
          "login-md5", "no events of these classes but FullyBooted; see AnswersTest");

  private static final Map<String, LongFunction<Stage>> TOLD =
      Map.ofEntries(
          entry("register", seed -> idle(seed, stage -> stage.registers("3000", A))),
          entry(
              "register-wss",
              seed ->
                  idle(
                      seed,
                      stage -> {
                        stage.registers("3100", PAGE);
                        stage.pass(1000).pbx().vanish("3100");
                      })),
          entry(
              "register-wrong-password",
              seed -> idle(seed, stage -> stage.pbx().register("3000", A, Stage.LONG, "wrong"))),
          entry(
              "refresh",
              seed ->
                  registered(
                      seed,
                      stage -> {
                        stage.registers("3000", A);
                        stage.pass(1000).registers("3000", A);
                      })),
          entry("unregister", seed -> registered(seed, stage -> stage.pbx().unregister("3000"))),
          entry("expiry", seed -> idle(seed, SimulatedStreamTest::expiry)),
          entry(
              "expiry-checked-every-second",
              seed ->
                  told(
                      Stage.with(
                          Stage.rigSetup(Stream.of()).expiryCheck(Duration.ofSeconds(1)), seed),
                      SimulatedStreamTest::expiry)),
          entry(
              "client-reload-unregister",
              seed ->
                  registered(
                      seed,
                      stage -> {
                        stage.pbx().unregister("3000");
                        stage.pass(300).registers("3000", A_AGAIN);
                      })),
          entry(
              "client-reload-replace",
              seed ->
                  registered(
                      seed,
                      stage -> {
                        stage.pbx().vanish("3000");
                        stage.registers("3000", A_AGAIN);
                      })),
          entry(
              "client-reload-wss",
              seed ->
                  page(
                      seed,
                      stage -> {
                        stage.pbx().vanish("3100");
                        stage.pass(300).registers("3100", PAGE_AGAIN);
                      })),
          entry("kick", seed -> registered(seed, stage -> stage.pbx().unregisterAll("3000"))),
          entry("call-out-echo", seed -> registered(seed, stage -> echo(stage, "3000"))),
          entry("call-out-wss", seed -> page(seed, stage -> echo(stage, "3100"))),
          entry(
              "call-out-server-hangs-up",
              seed ->
                  registered(
                      seed,
                      stage -> {
                        stage.calls("3000", "606");
                        stage.pass(5000);
                      })),
          entry(
              "call-in-caller-hangs-up",
              seed -> answered(seed, stage -> stage.pbx().hangUp("trunk"))),
          entry(
              "call-in-callee-hangs-up",
              seed -> answered(seed, stage -> stage.pbx().hangUp("3000"))),
          entry("call-in-cancelled", seed -> ringing(seed, stage -> stage.pbx().hangUp("trunk"))),
          entry("call-in-rejected", seed -> ringing(seed, stage -> stage.pbx().reject("3000"))),
          entry(
              "call-in-unregistered",
              seed -> told(Stage.withTrunk(seed), stage -> stage.calls("trunk", "3001"))),
          entry(
              "call-extension-to-extension",
              seed ->
                  both(
                      Stage.rig(seed),
                      stage -> {
                        stage.calls("3000", "3001");
                        stage.pbx().answer("3001");
                        stage.pass(1000).pbx().hold("3000");
                        stage.pass(500).pbx().resume("3000");
                        stage.pass(500).pbx().hangUp("3000");
                      })),
          entry(
              "call-waiting",
              seed -> told(before(Stage.withTrunk(seed)), SimulatedStreamTest::callWaiting)),
          entry(
              "transfer-blind",
              seed -> both(Stage.withTrunk(seed), SimulatedStreamTest::transferBlind)),
          entry(
              "transfer-attended",
              seed -> both(Stage.withTrunk(seed), SimulatedStreamTest::transferAttended)),
          entry(
              "call-no-such-number", seed -> registered(seed, stage -> stage.calls("3000", "999"))),
          entry("call-busy", seed -> registered(seed, stage -> stage.calls("3000", "602"))),
          entry("call-while-unregistered", seed -> idle(seed, stage -> echo(stage, "3000"))),
          entry("qualify-unreachable", seed -> qualified(seed, SimulatedStreamTest::unreachable)),
          entry(
              "qualify-reachable-again",
              seed -> qualified(seed, SimulatedStreamTest::reachableAgain)),
          entry("reload", SimulatedStreamTest::reload),
          entry("reload-pool-changed", SimulatedStreamTest::poolChanged),
          entry("restart-while-registered", seed -> restarted(seed, false, Restart.NOW)),
          entry("restart-in-call", seed -> restarted(seed, true, Restart.NOW)),
          entry("stop-in-call", seed -> restarted(seed, true, Restart.STOP)),
          entry("crash-in-call", seed -> restarted(seed, true, Restart.CRASH)),
          entry("restart-gracefully", SimulatedStreamTest::restartedGracefully),
          entry("login-events-off", SimulatedStreamTest::eventsOff),
          entry("user-pool", seed -> user(seed, "ramal")),
          entry("user-weak", SimulatedStreamTest::weakUser));

  private interface Script {
    void play(Stage stage);
  }

  static Set<String> scenarios() {
    return TOLD.keySet();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void tellsWhatWasRecorded(String scenario) {
    var recorded = new Story(Traces.blocks(scenario));
    for (int seed = 0; seed < SEEDS; seed++) {
      var told = new Story(TOLD.get(scenario).apply(seed).events());
      assertEquals(String.join("\n", recorded.events()), String.join("\n", told.events()));
      assertEquals(recorded.byThing().toString(), told.byThing().toString(), "seed " + seed);
    }
  }

  @Test
  void everyRecordingIsToldOrLeftOutForAReason() {
    var known = new TreeSet<>(TOLD.keySet());
    known.addAll(LEFT_OUT.keySet());

    assertEquals(new TreeSet<>(Traces.scenarios()), known);
  }

  private static Stage told(Stage stage, Script script) {
    stage.login("admin");
    script.play(stage);
    return stage;
  }

  private static Stage before(Stage stage) {
    stage.registers("3000", A);
    return stage.pass(3000);
  }

  private static Stage idle(long seed, Script script) {
    return told(Stage.rig(seed), script);
  }

  private static Stage registered(long seed, Script script) {
    return told(before(Stage.rig(seed)), script);
  }

  private static Stage page(long seed, Script script) {
    Stage stage = Stage.rig(seed);
    stage.registers("3100", PAGE);
    return told(stage.pass(3000), script);
  }

  private static Stage both(Stage stage, Script script) {
    before(stage).registers("3001", B);
    return told(stage, script);
  }

  private static void expiry(Stage stage) {
    stage.pbx().register("3000", A, Duration.ofSeconds(3), Stage.PASSWORD);
    stage.pbx().vanish("3000");
    stage.pass(40_000);
  }

  private static void echo(Stage stage, String extension) {
    stage.calls(extension, "600");
    stage.pass(1500).pbx().hangUp(extension);
  }

  private static Stage ringing(long seed, Script script) {
    return told(
        before(Stage.withTrunk(seed)),
        stage -> {
          stage.calls("trunk", "3000");
          script.play(stage.pass(500));
        });
  }

  private static Stage answered(long seed, Script script) {
    return ringing(
        seed,
        stage -> {
          stage.pbx().answer("3000");
          script.play(stage.pass(1000));
        });
  }

  private static void callWaiting(Stage stage) {
    stage.calls("3000", "600");
    String first = stage.pbx().channels().getFirst().uniqueid();
    stage.calls("trunk", "3000");
    stage.pass(400).pbx().answer("3000");
    stage.pass(500).pbx().hangUpChannel(first);
    stage.pass(500).pbx().hangUp("trunk");
  }

  private static void transferBlind(Stage stage) {
    stage.calls("trunk", "3000");
    stage.pbx().answer("3000");
    stage.pass(400).pbx().transferBlind("3000", "3001");
    stage.pbx().answer("3001");
    stage.pass(6000).pbx().hangUp("trunk");
  }

  private static void transferAttended(Stage stage) {
    stage.calls("trunk", "3000");
    stage.pbx().answer("3000");
    stage.pass(400).calls("3000", "3001");
    stage.pbx().answer("3001");
    stage.pass(400).pbx().transferAttended("3000");
    stage.pass(1000).pbx().hangUp("3001");
  }

  private static Stage qualified(long seed, Script script) {
    var setup = Stage.rigSetup(Stream.of());
    var asked =
        setup.endpoints().stream().map(each -> each.qualify(Duration.ofSeconds(2))).toList();
    return told(Stage.with(setup.endpoints(asked), seed), script);
  }

  private static void unreachable(Stage stage) {
    stage.registers("3000", A);
    stage.pass(3000).pbx().vanish("3000");
    stage.pass(6000).registers("3000", A_AGAIN);
    stage.pass(1000);
  }

  private static void reachableAgain(Stage stage) {
    stage.registers("3000", A);
    stage.pbx().vanish("3000");
    stage.pass(5000).pbx().comeBack("3000");
    stage.pass(4000);
  }

  private static Stage reload(long seed) {
    Stage stage = before(Stage.rig(seed));
    stage.registers("3001", B);
    stage.calls("3001", "600");
    return told(
        stage,
        playing -> {
          playing.ask("Command", "Command: module reload res_pjsip.so").pass(2000);
          playing.ask("Command", "Command: core reload").pass(3000);
          playing.pbx().hangUp("3001");
        });
  }

  private static Stage poolChanged(long seed) {
    return both(
        Stage.rig(seed),
        stage -> {
          stage.pbx().takeOut("3001");
          stage.pbx().configure(Endpoint.named("3000").password("new"));
          stage.pass(2000).registers("3000", A);
          stage.pbx().register("3000", A, Stage.LONG, "new");
          stage.registers("3001", B);
        });
  }

  private static Stage restarted(long seed, boolean inCall, Restart how) {
    Stage stage = before(Stage.rig(seed));
    if (inCall) {
      stage.calls("3000", "600");
    }
    stage.pass(2000).login("admin");
    stage.pbx().restart(how);
    while (!stage.isClosed()) {
      stage.pass(10);
    }
    if (how == Restart.NOW) {
      stage.pass(300).login("admin").pass(1000); // while it starts
    } else {
      stage.pbx().start();
      stage.pass(1000).login("admin");
    }
    stage.registers("3000", A);
    return stage;
  }

  private static Stage restartedGracefully(long seed) {
    Stage stage = before(Stage.rig(seed));
    stage.calls("3000", "600");
    return told(
        stage,
        playing -> {
          playing.pbx().restart(Restart.GRACEFULLY);
          playing.pass(2000).pbx().hangUp("3000");
          playing.pass(2100);
        });
  }

  private static Stage eventsOff(long seed) {
    Stage stage = Stage.rig(seed).connect();
    stage.ask("Login", "Username: admin", "Secret: amisecret", "Events: off");
    stage.registers("3000", A);
    stage.ask("Events", "EventMask: on");
    stage.pbx().unregister("3000");
    return stage;
  }

  private static Stage user(long seed, String user) {
    Stage stage = Stage.rig(seed).login(user);
    stage.registers("3000", A);
    stage.calls("3000", "600");
    stage.pass(1000).pbx().hangUp("3000");
    stage.pbx().unregister("3000");
    return stage;
  }

  /** Hangup and unregister were one moment, and the device was not seen in between. */
  private static Stage weakUser(long seed) {
    Stage stage = Stage.rig(seed).login("weak");
    stage.registers("3000", A);
    stage.calls("3000", "600");
    stage.pbx().unregister("3000");
    stage.pbx().hangUp("3000");
    return stage;
  }
}
