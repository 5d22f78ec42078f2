package io.ramal.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What phones may do, where no recording shows it; and that nothing happens by chance. */
class SimulatedPbxTest {

  private static final PhoneAddress A = PhoneAddress.udp(40_001);
  private static final PhoneAddress B = PhoneAddress.udp(40_002);

  @Test
  void theSameCallsWithTheSameSeedSayTheSameBytes() {
    assertEquals(life(7), life(7));
    assertNotEquals(life(7), life(8));
  }

  /** Some hundred verbs at random. */
  private static String life(long seed) {
    Stage stage = Stage.with(Stage.rigSetup(Stream.of(Endpoint.TRUNK)).pileUp(0.3), seed);
    stage.login("admin");
    RandomGenerator random = new SplittableRandom(99);
    for (int i = 0; i < 500; i++) {
      step(stage, random, "300" + random.nextInt(4));
    }
    return stage.text();
  }

  private static void step(Stage stage, RandomGenerator random, String extension) {
    SimulatedPbx pbx = stage.pbx();
    switch (random.nextInt(12)) {
      case 0, 1 -> stage.registers(extension, PhoneAddress.udp(40_000 + random.nextInt(9)));
      case 2 -> pbx.unregister(extension);
      case 3 -> pbx.vanish(extension);
      case 4 -> stage.calls(extension, "300" + random.nextInt(4));
      case 5 -> pbx.callIn(extension);
      case 6, 7 -> pbx.answer(extension);
      case 8 -> pbx.hangUp(extension);
      case 9 -> pbx.transferBlind(extension, "300" + random.nextInt(4));
      case 10 -> pbx.transferAttended(extension);
      default -> stage.pass(random.nextInt(5000));
    }
  }

  /** Whatever happens: one Newchannel and at most one Hangup a channel, and the lists agree. */
  @Test
  void everyChannelBeginsOnceAndEndsOnce() {
    for (int seed = 0; seed < 50; seed++) {
      Stage stage = Stage.with(Stage.rigSetup(Stream.of(Endpoint.TRUNK)), seed).login("admin");
      RandomGenerator random = new SplittableRandom(seed);
      for (int i = 0; i < 200; i++) {
        step(stage, random, "300" + random.nextInt(4));
      }
      var left = uniqueids(stage, "Newchannel");
      var ended = uniqueids(stage, "Hangup");
      assertEquals(left.stream().distinct().toList(), left);
      assertEquals(ended.stream().distinct().toList(), ended);
      left.removeAll(ended);
      assertEquals(
          left.stream().sorted().toList(),
          stage.pbx().channels().stream().map(ChannelView::uniqueid).sorted().toList());
    }
  }

  private static List<String> uniqueids(Stage stage, String event) {
    return new java.util.ArrayList<>(
        stage.events().stream()
            .filter(block -> block.isEvent(event))
            .map(block -> block.get("Uniqueid"))
            .toList());
  }

  @Test
  void noEventIsOlderThanItsPredecessorNorThePingBeforeIt() {
    Stage stage = Stage.with(Stage.rigSetup(Stream.of()), 3).login("admin");
    stage.registers("3000", A);
    stage.ask("Ping");
    stage.calls("3000", "600");
    var times =
        Stream.of(stage.text().split("\r\n"))
            .filter(line -> line.startsWith("Timestamp: "))
            .toList();

    assertEquals(times.stream().sorted().toList(), times);
    assertTrue(times.size() > 8);
  }

  @Test
  void refusesAContactTooManyWhereNoneIsReplaced() {
    Stage stage = only(Endpoint.named("3000").contacts(2, false));
    assertEquals(Outcome.DONE, stage.pbx().register("3000", A, Stage.LONG, ""));
    assertEquals(Outcome.DONE, stage.pbx().register("3000", B, Stage.LONG, ""));

    PhoneAddress third = PhoneAddress.udp(40_003);
    assertEquals(Outcome.REFUSED, stage.pbx().register("3000", third, Stage.LONG, ""));
    assertEquals(2, stage.pbx().contacts().size());
  }

  /** The trap of "Removed means gone". */
  @Test
  void aContactThatIsReplacedIsRemovedAfterTheNewOneIsTold() {
    for (int seed = 0; seed < 20; seed++) {
      Stage stage = Stage.rig(seed).login("admin");
      stage.registers("3000", A);
      stage.registers("3000", B);
      var told =
          stage.events().stream()
              .filter(block -> block.isEvent("ContactStatus"))
              .map(block -> block.get("URI") + " " + block.get("ContactStatus"))
              .toList();

      assertEquals(
          List.of(
              A.uri("3000") + " NonQualified",
              B.uri("3000") + " NonQualified",
              A.uri("3000") + " Removed"),
          told);
    }
  }

  /** The 4 events of one change come from different threads. */
  @Test
  void theEventsOfOneChangeComeInAnyOrder() {
    var orders = new TreeSet<List<String>>(Comparator.comparing(Object::toString));
    for (int seed = 0; seed < 500; seed++) {
      Stage stage = Stage.rig(seed).login("admin");
      stage.registers("3005", A);
      orders.add(names(stage));
    }
    assertEquals(24, orders.size());
  }

  @Test
  void ofTwoContactsOneMayLeaveWithoutTheDeviceNoticing() {
    Stage stage = only(Endpoint.named("3000").contacts(2, true));
    stage.pbx().register("3000", A, Stage.LONG, "");
    stage.pbx().register("3000", B, Stage.LONG, "");
    stage.pbx().unregister("3000", A);

    assertEquals(
        List.of("FullyBooted", "ContactStatus", "ContactStatus"),
        names(stage).stream()
            .filter(name -> !name.matches("(Peer|Device|Extension).*"))
            .limit(3)
            .toList());
    assertEquals(1, names(stage).stream().filter("PeerStatus"::equals).count());
    assertEquals(B.uri("3000"), stage.pbx().contacts().getFirst().uri());
  }

  @Test
  void ringsAtEveryContactAndTheOthersEndWhenOneAnswers() {
    Stage stage = only(Endpoint.named("3000").contacts(2, true));
    stage.pbx().register("3000", A, Stage.LONG, "");
    stage.pbx().register("3000", B, Stage.LONG, "");
    stage.pbx().configure(Endpoint.named("3001"));
    stage.pbx().call("3001", "3000", "");
    assertEquals(3, stage.pbx().channels().size());

    stage.pbx().answer("3000");
    assertEquals(2, stage.pbx().channels().size());
    assertTrue(stage.text().contains("Cause: 26\r\nCause-txt: Answered elsewhere\r\n"));
  }

  private static Stage only(Endpoint endpoint) {
    return Stage.with(Stage.rigSetup(Stream.of()).endpoints(List.of(endpoint)), 1).login("admin");
  }

  private static List<String> names(Stage stage) {
    return stage.events().stream().map(block -> block.get("Event")).toList();
  }

  @Test
  void aPageThatDiesInACallLeavesItsChannel() {
    Stage stage = Stage.rig(1).login("admin");
    stage.registers("3100", PhoneAddress.wss(40_001));
    stage.calls("3100", "600");
    stage.pbx().vanish("3100");

    assertEquals(List.of(), stage.pbx().contacts());
    assertEquals(1, stage.pbx().channels().size());
    assertTrue(names(stage).contains("PeerStatus"));
    assertEquals(Optional.of("INUSE"), lastDevice(stage), "the call hides that it is gone");
  }

  private static Optional<String> lastDevice(Stage stage) {
    return stage.events().stream()
        .filter(block -> block.isEvent("DeviceStateChange"))
        .reduce((_, last) -> last)
        .map(block -> block.get("State"));
  }

  @Test
  void aCallThatNobodyTakesEndsByItself() {
    Stage stage = Stage.withTrunk(1).login("admin");
    stage.registers("3000", A);
    stage.pbx().call("trunk", "3000", Stage.PASSWORD);
    stage.pass(Duration.ofSeconds(29));
    assertEquals(2, stage.pbx().channels().size());

    stage.pass(Duration.ofSeconds(1));
    assertEquals(List.of(), stage.pbx().channels());
  }

  @Test
  void connectionsDoNotOutliveARestartAndUdpContactsDo() {
    Stage stage = Stage.rig(1);
    stage.registers("3000", A);
    stage.registers("3100", PhoneAddress.wss(40_002));
    stage.pass(2000).pbx().restart(Restart.CRASH);
    assertEquals(Outcome.DOWN, stage.registers("3001", B));

    stage.pass(600);
    assertTrue(stage.pbx().isUp());
    assertEquals(
        List.of("3000"), stage.pbx().contacts().stream().map(ContactView::extension).toList());
  }

  @Test
  void aRestartThatWaitsTakesNoCalls() {
    Stage stage = Stage.rig(1);
    stage.calls("3000", "600");
    stage.pbx().restart(Restart.GRACEFULLY);
    assertEquals(Outcome.REFUSED, stage.calls("3001", "600"));
    assertEquals(Outcome.DONE, stage.registers("3001", B));

    stage.pbx().hangUp("3000");
    assertEquals(Outcome.DOWN, stage.registers("3002", A));
  }

  @Test
  void refusesAWrongPasswordForARegistrationAndForACall() {
    Stage stage = Stage.rig(1);

    assertEquals(Outcome.WRONG_PASSWORD, stage.pbx().register("3000", A, Stage.LONG, "wrong"));
    assertEquals(Outcome.WRONG_PASSWORD, stage.pbx().call("3000", "600", "wrong"));
    assertEquals(Outcome.UNKNOWN, stage.pbx().call("4711", "600", "wrong"));
  }

  @Test
  void saysWhatThereIsNothingToDoWith() {
    SimulatedPbx pbx = Stage.rig(1).pbx();

    assertEquals(
        List.of(Outcome.NOTHING_THERE),
        Stream.of(
                pbx.unregister("3000"),
                pbx.expire("3000"),
                pbx.answer("3000"),
                pbx.reject("3000"),
                pbx.hangUp("3000"),
                pbx.hold("3000"),
                pbx.transferBlind("3000", "3001"),
                pbx.transferAttended("3000"),
                pbx.hangUpChannel("1.1"))
            .distinct()
            .toList());
  }
}
