package io.ramal.pbx;

import static io.ramal.pbx.TestLink.soon;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import io.ramal.pool.Signal;
import io.ramal.rig.AsteriskRig;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import io.ramal.rig.TcpProxy;
import io.ramal.rig.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.asteriskjava.manager.action.LoginAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.PingAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A link to a real Asterisk: after whatever happens, the pool has what the PBX has. */
@RealAsterisk
@Timeout(60)
class LinkIT {

  private static final LinkTimes TIMES = LinkTimes.of(Duration.ofHours(1), Duration.ofHours(1));

  private static AsteriskRig pbx;

  private final FollowedPool pool = new FollowedPool();

  @BeforeAll
  static void start() {
    pbx = AsteriskRig.start();
  }

  @AfterAll
  static void stop() {
    pbx.close();
  }

  @AfterEach
  void theHouseIsEmpty() {
    pbx.clear();
  }

  private static PbxSettings settings(int port, String user) {
    return new PbxSettings("main", "127.0.0.1", port, user, pbx.amiSecret());
  }

  private TestLink link(int port) {
    return TestLink.to(settings(port, pbx.amiUser()), TIMES, pool);
  }

  private TestLink link() {
    return link(pbx.amiPort()).awaitSynced();
  }

  private void awaitState(String extension, State state) {
    soon().until(() -> pool.state(extension) == state);
  }

  private void assertThePoolHasWhatThePbxHas() {
    assertEquals(
        pbx.state().contacts().stream()
            .map(each -> each.extension() + " " + each.uri())
            .collect(toSet()),
        pool.contacts());
    assertEquals(
        pbx.state().channels().stream()
            .map(each -> each.extension() + " " + each.uniqueid())
            .collect(toSet()),
        pool.channels());
  }

  @Test
  void aPhoneIsFollowedFromItsRegistrationToItsLeaving() {
    try (var link = link();
        var phone = pbx.phone("3000")) {
      phone.register();
      awaitState("3000", State.BUSY);
      assertThePoolHasWhatThePbxHas();
      phone.call("600");
      awaitState("3000", State.IN_CALL);
      assertThePoolHasWhatThePbxHas();
      phone.hangUp();
      awaitState("3000", State.BUSY);
      phone.unregister();
      awaitState("3000", State.FREE);
      assertThePoolHasWhatThePbxHas();
      assertTrue(link.view().timestamps());
      assertTrue(Math.abs(link.view().eventLagMicros().orElseThrow()) < 1_000_000);
    }
  }

  @Test
  void aBrowserThatClosesItsPageIsGone() {
    try (var link = link();
        var phone = pbx.phone("3100", Transport.WSS)) {
      phone.register();
      awaitState("3100", State.BUSY);
      phone.vanish();
      awaitState("3100", State.FREE);
      assertTrue(link.view().synced());
    }
  }

  @Test
  void twoPhonesInOneCallAreBothInIt() {
    try (var link = link();
        var caller = pbx.phone("3000");
        var callee = pbx.phone("3001")) {
      caller.register();
      callee.register();
      caller.dial("3001");
      awaitState("3001", State.IN_CALL);
      callee.answer();
      assertEquals(State.IN_CALL, pool.state("3000"));
      callee.hangUp();
      awaitState("3000", State.BUSY);
      awaitState("3001", State.BUSY);
      assertTrue(link.view().synced());
    }
  }

  @Test
  void whatIsThereAlreadyIsReadWithItsUserAgent() {
    try (var phone = pbx.phone("3000")) {
      phone.register();
      phone.call("601");
      try (var link = link()) {
        assertEquals(State.IN_CALL, pool.state("3000"));
        assertThePoolHasWhatThePbxHas();
        var seen =
            pool.signals(Signal.Snapshot.class).getFirst().seen().get(new ExtensionName("3000"));
        assertEquals("rig-phone", seen.contacts().getFirst().userAgent());
        assertEquals(List.of("connected", "synced"), link.history());
      }
      phone.hangUp();
    }
  }

  @Test
  void aRestartEndsTheCallAndKeepsTheContact() {
    try (var link = link();
        var phone = pbx.phone("3000")) {
      phone.register();
      phone.call("601");
      awaitState("3000", State.IN_CALL);
      pbx.restart();
      link.awaitHistory(
          "connected",
          "synced",
          "lost (the PBX shut down; the PBX closed the connection)",
          "connected",
          "pbx_restarted",
          "synced");
      assertEquals(State.BUSY, pool.state("3000"));
      assertThePoolHasWhatThePbxHas();
    }
  }

  @Test
  void aCrashInACallIsMadeGood() {
    try (var link = link();
        var phone = pbx.phone("3000")) {
      phone.register();
      phone.call("601");
      awaitState("3000", State.IN_CALL);
      pbx.kill();
      soon().until(() -> !link.view().connected());
      assertEquals(State.IN_CALL, pool.state("3000"));
      pbx.up();
      link.awaitSynced();
      assertThePoolHasWhatThePbxHas();
      assertTrue(pool.channels().isEmpty());
      assertTrue(link.history().contains("pbx_restarted"));
    }
  }

  @Test
  void aKickedSessionComesBack() {
    try (var link = link()) {
      pbx.kick(pbx.amiUser());
      link.awaitHistory(
          "connected", "synced", "lost (the PBX closed the connection)", "connected", "synced");
    }
  }

  @Test
  void whatChangesBehindACutLinkIsFound() {
    try (var proxy = TcpProxy.to(pbx.amiPort());
        var link = link(proxy.port()).awaitSynced();
        var phone = pbx.phone("3000")) {
      proxy.refuse();
      proxy.cut();
      phone.register();
      phone.call("601");
      proxy.accept();
      awaitState("3000", State.IN_CALL);
      link.awaitSynced();
      assertThePoolHasWhatThePbxHas();
      assertEquals(1, link.view().differences());
    }
  }

  @Test
  void anExtensionIsRecheckedByItself() {
    try (var link = link();
        var phone = pbx.phone("3000")) {
      phone.register();
      awaitState("3000", State.BUSY);
      link.link().recheck(new ExtensionName("3000"));
      soon().until(() -> pool.triggers().getLast() instanceof Trigger.Seen);
      var seen = (Trigger.Seen) pool.triggers().getLast();
      assertEquals(pbx.contacts("3000").getFirst().uri(), seen.contacts().getFirst().uri());
    }
  }

  @Test
  void aUserWithTooFewRightsIsRefused() {
    try (var link = TestLink.to(settings(pbx.amiPort(), "weak"), TIMES, pool)) {
      link.awaitHistory(
          "login_refused (too few privileges: the AMI user needs read=system,call and write=system"
              + " (Filter is denied))");
    }
  }

  @Test
  void aWrongSecretIsRefused() {
    var wrong = new PbxSettings("main", "127.0.0.1", pbx.amiPort(), pbx.amiUser(), "wrong");
    try (var link = TestLink.to(wrong, TIMES, pool)) {
      link.awaitHistory("login_refused (Authentication failed)");
    }
  }

  @Test
  void asteriskSendsNoOtherEventsWhenNamesAreCompared() throws Exception {
    assertEquals(Set.of("ContactStatus", "Newchannel", "Hangup"), eventsOfACall(11));
  }

  @Test
  void asteriskSendsNoOtherEventsWhenTextIsSearched() throws Exception {
    assertEquals(Set.of("ContactStatus", "Newchannel", "Hangup"), eventsOfACall(5));
  }

  /** The names of the events that arrive behind these filters while a phone calls and is called. */
  private static Set<String> eventsOfACall(int protocol) throws Exception {
    var names = new ConcurrentSkipListSet<String>();
    try (var connection =
            AmiConnection.open(
                new RealWorld(), settings(pbx.amiPort(), pbx.amiUser()), TIMES, noting(names));
        var caller = pbx.phone("3000");
        var callee = pbx.phone("3001")) {
      connection.ask(new LoginAction(pbx.amiUser(), pbx.amiSecret()));
      for (ManagerAction filter : Filters.of(protocol)) {
        assertFalse(connection.ask(filter).isError());
      }
      callOf(caller, callee);
      connection.ask(new PingAction());
    }
    names.remove("FullyBooted");
    return names;
  }

  private static AmiListener noting(Set<String> names) {
    return new AmiListener() {
      @Override
      public void event(AmiMessage event) {
        names.add(event.event());
      }

      @Override
      public void ended(String why) {
        // it is closed by the test
      }
    };
  }

  private static void callOf(RigPhone caller, RigPhone callee) {
    caller.register();
    callee.register();
    caller.dial("3001");
    callee.answer();
    caller.awaitAnswer(Duration.ofSeconds(5));
    callee.hangUp();
    caller.awaitEnd(Duration.ofSeconds(5));
    caller.unregister();
  }
}
