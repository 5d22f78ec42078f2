package io.ramal.pbx;

import static io.ramal.pbx.ScriptedPbx.contact;
import static io.ramal.pbx.ScriptedPbx.error;
import static io.ramal.pbx.ScriptedPbx.list;
import static io.ramal.pbx.ScriptedPbx.registered;
import static io.ramal.pbx.ScriptedPbx.removed;
import static io.ramal.pbx.ScriptedPbx.startedAt;
import static io.ramal.pbx.ScriptedPbx.uri;
import static io.ramal.pbx.TestLink.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import io.ramal.extension.Trigger.Reading;
import io.ramal.pool.LinkStamp;
import io.ramal.pool.OverdueLease;
import io.ramal.pool.Signal;
import io.ramal.rig.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PbxLinkTest {

  private static final String HERE = "127.0.0.1:4000";

  /** The MD5 sum of challenge and secret. */
  private static final String KEY = "7aea344d8f3b5a667f66bbd8bf422cf3";

  private static final String THERE = "127.0.0.1:5000";
  private static final List<OverdueLease> LEASES =
      List.of(new OverdueLease(new ExtensionName("3000"), "lease", Instant.EPOCH));

  private final ScriptedPbx pbx = ScriptedPbx.start();
  private final FollowedPool pool = new FollowedPool();

  @AfterEach
  void stop() {
    pbx.close();
  }

  private TestLink link() {
    return TestLink.to(pbx.port(), pool);
  }

  private static Trigger seen(String extension, String address) {
    return new Trigger.ContactSeen(uri(extension, address), "NonQualified", "", false);
  }

  private static Trigger gone(String extension, String address) {
    return new Trigger.ContactGone(uri(extension, address));
  }

  private static String hangup(Optional<Instant> time, String uniqueid) {
    return "Event: Hangup\nPrivilege: call,all\n"
        + time.map(at -> "Timestamp: " + ScriptedPbx.stamp(at) + "\n").orElse("")
        + "Channel: PJSIP/3000-00000001\nUniqueid: "
        + uniqueid
        + "\nCause: 16";
  }

  private static String untimed(String event) {
    return event.replaceAll("Timestamp: .*\n", "");
  }

  private static String channel(String uniqueid) {
    return "Event: CoreShowChannel\nChannel: PJSIP/3000-00000001\nUniqueid: %s\nLinkedid: %s"
        .formatted(uniqueid, uniqueid);
  }

  // Logging in

  @Test
  void saysWhoItIsByAChallengeAndAsksForTwoClassesOfEvents() {
    try (var link = link().awaitSynced()) {
      var login = pbx.requests("Login").getFirst();
      assertEquals("ramal", login.field("username"));
      assertEquals("MD5", login.field("authtype"));
      assertEquals(KEY, login.field("key"));
      assertEquals("system,call", login.field("events"));
      assertEquals("", login.field("secret"));
      link.awaitHistory("connected", "synced");
    }
  }

  @Test
  void filtersByNameWhereThePbxComparesNames() {
    try (var link = link().awaitSynced()) {
      assertEquals(
          List.of(
              "name(ContactStatus)",
              "name(Newchannel)",
              "name(Hangup)",
              "name(Rename)",
              "name(FullyBooted)",
              "name(Reload)",
              "name(Shutdown)"),
          pbx.requests("Filter").stream().map(each -> each.field("MatchCriteria")).toList());
      assertEquals(List.of(), pbx.requests("SIPPeers"));
      assertTrue(link.view().connected());
    }
  }

  @Test
  void filtersByTextAndAsksForSipPeersOnAnOldPbx() {
    pbx.greeting("Asterisk Call Manager/5.0.4");
    try (var link = link().awaitSynced()) {
      var filters = pbx.requests("Filter").stream().map(each -> each.field("filter")).toList();
      assertEquals("^Event: Hangup[^A-Za-z]", filters.get(2));
      assertEquals("^Event: PeerStatus[^A-Za-z].*ChannelType: SIP[^A-Za-z]", filters.getLast());
      assertEquals(1, pbx.requests("SIPPeers").size());
      assertTrue(link.view().connected());
    }
  }

  @Test
  void aRefusedLoginIsRecordedOnceAndTriedAgainSlowly() {
    pbx.answer("Login", () -> error("Authentication failed"));
    try (var link = link()) {
      soon().until(() -> pbx.connections() == 4);
      assertEquals(List.of("login_refused (Authentication failed)"), link.history());
      assertFalse(link.view().connected());
      assertTrue(link.view().reconnectAttempts() >= 4);
      pbx.answer("Login", () -> "Response: Success");
      link.awaitSynced();
      assertEquals(0, link.view().reconnectAttempts());
    }
  }

  @Test
  void aUserThatMayNotReadSystemEventsIsRefused() {
    pbx.afterLogin("");
    try (var link = link()) {
      link.awaitHistory(
          "login_refused (no FullyBooted within 700 ms: the PBX is still starting, or the AMI user"
              + " lacks read=system)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Filter", "PJSIPShowContacts", "CoreShowChannels"})
  void aUserThatMayNotAskIsRefused(String action) {
    pbx.answer(action, () -> error("Permission denied"));
    try (var link = link()) {
      soon()
          .until(
              () ->
                  link.history().stream()
                      .anyMatch(entry -> entry.startsWith("login_refused (too few privileges")));
      assertFalse(link.view().synced());
    }
  }

  @Test
  void waitsUntilThePbxIsFullyBooted() {
    pbx.afterLogin("");
    try (var link = link()) {
      soon().until(() -> pbx.requests("Filter").size() == 7);
      assertEquals(List.of(), pbx.requests("Ping"));
      pbx.send("Event: FullyBooted\nPrivilege: system,all\nUptime: 0");
      link.awaitSynced();
    }
  }

  @Test
  void readsThePbxAgainWhenItHasReadItsConfigurationAgain() {
    try (var link = link().awaitSynced()) {
      pbx.send("Event: Reload\nPrivilege: system,all\nModule: All\nStatus: 0");
      soon().until(() -> link.view().rereads() == 2);
      assertEquals(List.of("connected", "synced"), link.history());
    }
  }

  @Test
  void whatIsNoPbxIsTriedForEver() {
    pbx.greeting("SSH-2.0-OpenSSH_9.2");
    try (var link = link()) {
      soon().until(() -> pbx.connections() == 3);
      assertEquals(List.of(), link.history());
      assertFalse(link.view().connected());
    }
  }

  // The first reading

  @Test
  void theReadingComesBeforeTheEventsHeldBack() {
    pbx.channels(channel("1.1"));
    pbx.answer(
        "PJSIPShowContacts",
        () -> {
          pbx.send(registered("3001", THERE));
          return list(List.of(contact("3000", HERE)));
        });
    try (var link = link().awaitSynced()) {
      soon().until(() -> pool.signals().size() == 2);
      var snapshot = assertInstanceOf(Signal.Snapshot.class, pool.signals().getFirst());
      assertEquals(Reading.AFTER_LOGIN, snapshot.reading());
      assertEquals(
          new Trigger.Seen(
              List.of(new Trigger.ContactSeen(uri("3000", HERE), "NonQualified", "phone", false)),
              List.of(new Trigger.ChannelStarted("PJSIP/3000-00000001", "1.1", "1.1")),
              Reading.AFTER_LOGIN),
          snapshot.seen().get(new ExtensionName("3000")));
      assertEquals(List.of(seen("3001", THERE)), pool.triggers());
      assertEquals(new LinkStamp("main", 7, 1), snapshot.stamp());
      assertTrue(link.view().timestamps());
    }
  }

  @Test
  void eventsOlderThanTheReadingAreDroppedButNeverAHangup() {
    var past = Instant.ofEpochSecond(1_795_331_000);
    pbx.afterLogin(
        String.join(
            "\n\n",
            "Event: FullyBooted\nPrivilege: system,all",
            registered("3000", HERE).replaceAll("Timestamp: .*", "Timestamp: 1795331254.857680"),
            hangup(Optional.of(past), "1.1")));
    pbx.answer("Ping", () -> "Response: Success\nTimestamp: 1795331254.857681");
    try (var link = link().awaitSynced()) {
      assertEquals(List.of(new Trigger.ChannelEnded("1.1", OptionalInt.of(16))), pool.triggers());
      assertTrue(link.view().synced());
    }
  }

  @Test
  void anEventOfTheVeryMomentOfTheReadingCounts() {
    pbx.afterLogin(
        "Event: FullyBooted\nPrivilege: system,all\n\n"
            + registered("3000", HERE).replaceAll("Timestamp: .*", "Timestamp: 1795331254.857680"));
    pbx.answer("Ping", () -> "Response: Success\nTimestamp: 1795331254.857680");
    try (var link = link().awaitSynced()) {
      assertEquals(List.of(seen("3000", HERE)), pool.triggers());
      assertTrue(link.view().synced());
    }
  }

  @Test
  void withoutTimestampsNothingIsDroppedAndTheViewSaysSo() {
    pbx.afterLogin(
        "Event: FullyBooted\nPrivilege: system,all\n\n" + untimed(registered("3000", HERE)));
    try (var link = link().awaitSynced()) {
      assertEquals(List.of(seen("3000", HERE)), pool.triggers());
      assertEquals(Optional.empty(), pool.signals(Signal.Happened.class).getFirst().occurredAt());
      assertFalse(link.view().timestamps());
    }
  }

  @Test
  void aPbxWithoutContactsHasNone() {
    pool.apply(new ExtensionName("3000"), seen("3000", HERE));
    try (var link = link().awaitSynced()) {
      assertEquals(State.FREE, pool.state("3000"));
      assertEquals(1, link.view().differences());
      var synced = link.entries().getLast();
      assertEquals(OptionalInt.of(1), synced.differences());
      assertEquals(OptionalInt.of(1), synced.contactsLost());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PJSIPShowContacts", "CoreShowChannels"})
  void anyOtherErrorMeansNothingAndIsAskedAgain(String action) {
    pool.apply(new ExtensionName("3000"), seen("3000", HERE));
    pbx.answers(action, error("Something odd"), error("Something odd"), list(List.of()));
    try (var link = link().awaitSynced()) {
      assertEquals(1, pbx.connections());
      assertEquals(3, pbx.requests(action).size());
      assertEquals(List.of("connected", "synced"), link.history());
    }
  }

  @Test
  void aPbxThatKnowsNeitherTechnologyIsNotInStep() {
    pool.apply(new ExtensionName("3000"), seen("3000", HERE));
    pbx.answer("PJSIPShowContacts", () -> ScriptedPbx.unknown("PJSIPShowContacts"));
    try (var link = link()) {
      soon().until(() -> pbx.requests("PJSIPShowContacts").size() >= 3);
      assertEquals(State.BUSY, pool.state("3000"));
      assertTrue(link.view().connected());
      assertFalse(link.view().synced());
    }
  }

  @Test
  void aPbxWithChanSipAloneIsRead() {
    pbx.greeting("Asterisk Call Manager/5.0.4")
        .answer("PJSIPShowContacts", () -> ScriptedPbx.unknown("PJSIPShowContacts"))
        .answer(
            "SIPPeers",
            () ->
                list(
                    List.of(
                        "Event: PeerEntry\nObjectName: 3000\nIPaddress: 127.0.0.1\nIPport: 4000",
                        "Event: PeerEntry\nObjectName: 3001\nIPaddress: -none-\nIPport: 0")));
    try (var link = link().awaitSynced()) {
      assertEquals(State.BUSY, pool.state("3000"));
      assertEquals(State.FREE, pool.state("3001"));
      pbx.send(
          "Event: PeerStatus\nPrivilege: system,all\nChannelType: SIP\nPeer: SIP/3000\nPeerStatus:"
              + " Unregistered\nCause: Expired");
      soon().until(() -> pool.state("3000") == State.FREE);
      assertTrue(link.view().synced());
    }
  }

  @Test
  void aReadingThatCannotBeAppliedIsRepeatedOverTheSameConnection() {
    pool.away(true);
    try (var link = link()) {
      soon().until(() -> pool.signals(Signal.Snapshot.class).size() >= 2);
      assertFalse(link.view().synced());
      assertTrue(link.view().connected());
      pool.away(false);
      link.awaitSynced();
      assertEquals(1, pbx.connections());
      assertEquals(List.of("connected", "synced"), link.history());
    }
  }

  // Loss of the connection

  @Test
  void aLostConnectionIsMadeAgainAndRead() {
    try (var link = link().awaitSynced()) {
      pbx.contacts(contact("3000", HERE));
      pbx.disconnect();
      soon().until(() -> pool.state("3000") == State.BUSY);
      link.awaitHistory(
          "connected", "synced", "lost (the PBX closed the connection)", "connected", "synced");
      var last = pool.signals(Signal.Snapshot.class).getLast();
      assertEquals(Reading.AFTER_LOGIN, last.reading());
      assertEquals(2, last.stamp().connection());
    }
  }

  @Test
  void nothingOfAConnectionThatIsOverIsPassedOn() {
    try (var proxy = TcpProxy.to(pbx.port());
        var link = TestLink.to(proxy.port(), pool)) {
      link.awaitSynced();
      proxy.freeze(TcpProxy.Direction.TO_CLIENT);
      pbx.send(registered("3000", HERE));
      link.link().ping(LEASES);
      soon().until(() -> !link.view().connected());
      proxy.resume();
      link.awaitSynced();
      assertEquals(
          List.of(),
          pool.signals().stream().filter(signal -> !(signal instanceof Signal.Snapshot)).toList());
      assertEquals(State.FREE, pool.state("3000"));
    }
  }

  @Test
  void aPbxThatFallsSilentIsNoticedByThePing() {
    try (var proxy = TcpProxy.to(pbx.port());
        var link = TestLink.to(proxy.port(), TestLink.pinging(Duration.ofMillis(50)), pool)) {
      link.awaitSynced();
      proxy.freeze();
      soon().until(() -> !link.view().connected());
      proxy.resumeWithLoss();
      link.awaitSynced();
      link.awaitHistory(
          "connected", "synced", "lost (no answer to Ping within 700 ms)", "connected", "synced");
    }
  }

  @Test
  void aShutdownIsSaidToBeTheReason() {
    try (var link = link().awaitSynced()) {
      pbx.send("Event: Shutdown\nPrivilege: system,all\nShutdown: Cleanly\nRestart: False");
      pbx.disconnect();
      link.awaitSynced();
      soon().until(() -> link.history().size() == 5);
      assertEquals(
          "lost (the PBX shut down; the PBX closed the connection)", link.history().get(2));
    }
  }

  @Test
  void aRestartOfThePbxIsRecorded() {
    try (var link = link().awaitSynced()) {
      pbx.answer("CoreStatus", () -> startedAt("10:00:07"));
      pbx.disconnect();
      link.awaitHistory(
          "connected",
          "synced",
          "lost (the PBX closed the connection)",
          "connected",
          "pbx_restarted",
          "synced");
    }
  }

  @Test
  void takesLeaveWhenItIsStopped() {
    try (var link = link().awaitSynced()) {
      assertTrue(link.view().connected());
    }
    soon().until(() -> pbx.requests("Logoff").size() == 1);
  }

  // Events

  @Test
  void eventsArePassedOnInOrderWithTheirTimes() {
    try (var link = link().awaitSynced()) {
      String arrival = registered("3000", THERE);
      pbx.send(arrival, removed("3000", HERE), "Event: VarSet\nTimestamp: 1000000000.000000");
      soon().until(() -> pool.triggers().size() == 2);
      assertEquals(List.of(seen("3000", THERE), gone("3000", HERE)), pool.triggers());
      var first = pool.signals(Signal.Happened.class).getFirst();
      assertTrue(arrival.contains(ScriptedPbx.stamp(first.occurredAt().orElseThrow())));
      assertTrue(link.view().lastEventAt().isPresent());
      assertTrue(link.view().eventLagMicros().isPresent());
      assertTrue(Math.abs(link.view().clockOffsetMicros().orElseThrow()) < 1_000_000);
    }
  }

  @Test
  void aFullQueueIsRecordedOnceAndThePbxReadAgainWhenThereIsRoom() {
    try (var link = link().awaitSynced()) {
      pbx.contacts(contact("3000", HERE), contact("3001", HERE));
      pool.refuse(signal -> true);
      pbx.send(registered("3000", HERE), registered("3001", HERE));
      link.awaitUnsynced();
      soon().until(() -> pbx.requests("PJSIPShowContacts").size() >= 3);
      pool.refuse(signal -> false);
      link.awaitSynced();
      assertEquals(State.BUSY, pool.state("3001"));
      assertEquals(
          List.of("connected", "synced", "overflow (the pool's queue is full)", "reread"),
          link.history());
      var last = pool.signals(Signal.Snapshot.class).getLast();
      assertEquals(Reading.ON_LIVE_LINK, last.reading());
    }
  }

  @Test
  void anAnswerBehindALostEventProvesNothing() {
    try (var link = link().awaitSynced()) {
      pool.refuse(Signal.Happened.class::isInstance);
      pbx.answer(
          "Ping",
          () -> {
            pbx.send(registered("3000", HERE));
            return "Response: Success\nTimestamp: 1795331254.857680";
          });
      link.link().ping(LEASES);
      link.awaitUnsynced();
      pool.refuse(signal -> false);
      link.awaitSynced();
      assertEquals(List.of(), pool.signals(Signal.PingAnswered.class));
    }
  }

  @Test
  void signalsLostBehindTheQueueAreMadeGood() {
    try (var link = link().awaitSynced()) {
      pbx.contacts(contact("3000", HERE));
      link.link().mustReread("the database was away");
      link.awaitHistory("connected", "synced", "overflow (the database was away)", "reread");
      assertEquals(State.BUSY, pool.state("3000"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Response: Success\nMessage: no list",
        "Response: Success\nEventList: start\n\nEvent: ListComplete\nEventList: Cancelled",
        "Response: Success\nEventList: start\n\nEvent: End\nEventList: Complete\nListItems: 7",
        "Response: Error\nMessage: No Contacts found, try later",
      })
  void aListThatIsNotWholeIsNotBelieved(String answer) {
    pbx.contacts(contact("3000", HERE));
    try (var link = link().awaitSynced()) {
      pbx.answer("PJSIPShowContacts", () -> answer);
      pbx.disconnect();
      soon().until(() -> pbx.requests("PJSIPShowContacts").size() >= 4);
      assertFalse(link.view().synced());
      assertEquals(State.BUSY, pool.state("3000"));

      pbx.contacts(contact("3000", HERE));
      link.awaitSynced();
    }
  }

  @Test
  void aChannelThatHasEndedDoesNotBeginAgain() {
    pbx.contacts(contact("3000", HERE));
    String begun =
        "Event: Newchannel\nTimestamp: %s\nChannel: PJSIP/3000-00000001\nUniqueid: 1.1"
            .formatted(ScriptedPbx.stamp(Instant.now()));
    String ended = begun.replace("Newchannel", "Hangup");
    try (var link = link().awaitSynced()) {
      pbx.send(begun, ended, begun, ended, removed("3000", HERE));
      soon().until(() -> pool.state("3000") == State.FREE);
      assertEquals(3, pool.triggers().size());
      assertTrue(link.view().synced());
    }
  }

  @Test
  void aStormOfEventsWhileThePbxIsReadIsNoticed() {
    var storm = new StringBuilder();
    for (int i = 0; i <= 20_000; i++) {
      storm.append(hangup(Optional.empty(), "1." + i)).append("\n\n");
    }
    pbx.answer(
        "PJSIPShowContacts",
        () -> {
          if (pbx.requests("PJSIPShowContacts").size() == 1) {
            pbx.send(storm.toString());
          }
          return error("No Contacts found");
        });
    var patient = TestLink.answering(Duration.ofSeconds(4));
    try (var link = TestLink.to(pbx.port(), patient, pool).awaitSynced()) {
      link.awaitHistory(
          "connected", "overflow (more than 20000 events came while the PBX was read)", "synced");
    }
  }

  // Questions

  @Test
  void thePingsAnswerStandsBehindTheEventsBeforeIt() {
    try (var link = link().awaitSynced()) {
      pbx.answer(
          "Ping",
          () -> {
            pbx.send(registered("3000", HERE));
            return "Response: Success\nTimestamp: 1795331254.857680";
          });
      link.link().ping(LEASES);
      soon().until(() -> !pool.signals(Signal.PingAnswered.class).isEmpty());
      var signals = pool.signals();
      assertInstanceOf(Signal.Happened.class, signals.get(1));
      assertEquals(new Signal.PingAnswered(new LinkStamp("main", 7, 1), LEASES), signals.get(2));
    }
  }

  @Test
  void anExtensionIsRecheckedByItself() {
    pbx.answer(
        "PJSIPShowEndpoint",
        () ->
            list(
                List.of(
                    "Event: EndpointDetail\nObjectName: 3000",
                    "Event: ContactStatusDetail\nAOR: 3000\nURI: "
                        + uri("3000", HERE)
                        + "\nUserAgent: phone\nStatus: Reachable\nEndpointName: 3000")));
    try (var link = link().awaitSynced()) {
      pbx.channels(channel("1.1"));
      link.link().recheck(new ExtensionName("3000"));
      soon().until(() -> pool.triggers().size() == 1);
      assertEquals("3000", pbx.requests("PJSIPShowEndpoint").getFirst().field("endpoint"));
      assertEquals(
          new Trigger.Seen(
              List.of(new Trigger.ContactSeen(uri("3000", HERE), "Reachable", "phone", false)),
              List.of(new Trigger.ChannelStarted("PJSIP/3000-00000001", "1.1", "1.1")),
              Reading.AFTER_RELEASE),
          pool.triggers().getFirst());
    }
  }

  @Test
  void anUnknownEndpointHasNothing() {
    pbx.answer("PJSIPShowEndpoint", () -> error("Unable to retrieve endpoint 3000"));
    try (var link = link().awaitSynced()) {
      link.link().recheck(new ExtensionName("3000"));
      soon().until(() -> pool.triggers().size() == 1);
      assertEquals(
          new Trigger.Seen(List.of(), List.of(), Reading.AFTER_RELEASE),
          pool.triggers().getFirst());
    }
  }

  @Test
  void aRecheckThatAnEventCrossesIsLeftToTheNext() {
    pbx.answer(
        "PJSIPShowEndpoint",
        () -> {
          pbx.send(removed("3000", HERE));
          return error("Unable to retrieve endpoint 3000");
        });
    try (var link = link().awaitSynced()) {
      link.link().recheck(new ExtensionName("3000"));
      link.link().ping(LEASES);
      soon().until(() -> !pool.signals(Signal.PingAnswered.class).isEmpty());
      assertEquals(List.of(gone("3000", HERE)), pool.triggers());
    }
  }

  // Checking the books

  @Test
  void theBooksAreCheckedFromTimeToTime() {
    try (var link = TestLink.to(pbx.port(), TestLink.resyncing(Duration.ofMillis(50)), pool)) {
      link.awaitSynced();
      soon().until(() -> link.view().rereads() >= 3);
      assertEquals(List.of("connected", "synced"), link.history());
      pbx.contacts(contact("3000", HERE));
      soon().until(() -> pool.state("3000") == State.BUSY);
      link.awaitHistory("connected", "synced", "reread");
      assertEquals(1, link.view().differences());
      assertTrue(link.view().synced());
    }
  }

  @Test
  void whatEventsTouchWhileTheBooksAreCheckedIsLeftOut() {
    String others = list(List.of(contact("3001", HERE), contact("3002", HERE)));
    pbx.answer(
        "PJSIPShowContacts",
        () -> {
          if (pbx.requests("PJSIPShowContacts").size() == 2) {
            pbx.send(registered("3000", HERE));
          }
          return others;
        });
    try (var link = TestLink.to(pbx.port(), TestLink.resyncing(Duration.ofMillis(300)), pool)) {
      soon().until(() -> pool.signals(Signal.Snapshot.class).size() >= 2);
      var check = pool.signals(Signal.Snapshot.class).get(1);
      assertEquals(Reading.ON_LIVE_LINK, check.reading());
      assertEquals(Set.of(new ExtensionName("3000")), check.touched());
      assertTrue(link.view().connected());
    }
  }

  @Test
  void aReadingThatTakesAwayMostContactsIsRepeatedBeforeItIsBelieved() {
    pbx.contacts(contact("3000", HERE), contact("3001", HERE), contact("3002", HERE));
    try (var link = link().awaitSynced()) {
      pbx.answers(
          "PJSIPShowContacts",
          list(List.of(contact("3000", HERE))),
          list(List.of(contact("3000", HERE), contact("3001", HERE), contact("3002", HERE))));
      pbx.disconnect();
      soon().until(() -> link.history().size() == 5);
      assertEquals(3, pool.contacts().size());
      assertEquals(3, pbx.requests("PJSIPShowContacts").size());
      assertEquals(OptionalInt.of(0), link.entries().getLast().differences());
    }
  }

  @Test
  void aReadingThatTakesAwayMostContactsTwiceIsBelieved() {
    pbx.contacts(contact("3000", HERE), contact("3001", HERE), contact("3002", HERE));
    try (var link = link().awaitSynced()) {
      pbx.contacts(contact("3000", HERE));
      pbx.disconnect();
      soon().until(() -> pool.contacts().size() == 1);
      assertEquals(3, pbx.requests("PJSIPShowContacts").size());
      assertTrue(link.view().connected());
    }
  }

  @Test
  void afterARestartOfThePbxFewContactsAreNoSurprise() {
    pbx.contacts(contact("3000", HERE), contact("3001", HERE), contact("3002", HERE));
    try (var link = link().awaitSynced()) {
      pbx.contacts(contact("3000", HERE)).answer("CoreStatus", () -> startedAt("10:00:07"));
      pbx.disconnect();
      soon().until(() -> pool.contacts().size() == 1);
      assertEquals(2, pbx.requests("PJSIPShowContacts").size());
      assertTrue(link.view().connected());
    }
  }
}
