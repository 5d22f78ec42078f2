package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.database.TestDatabase;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import io.ramal.rig.Transport;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients and their phones do on a good day, on the real Asterisk. */
@RealAsterisk
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ClientLifeIT {

  private static final Duration RING = Duration.ofSeconds(10);

  private final Site site;

  ClientLifeIT(TestDatabase database) {
    site = new Site(database);
  }

  @BeforeEach
  void open() {
    site.open("3000,3001,3100");
  }

  @AfterEach
  void everythingAgrees() {
    site.close();
  }

  @Test
  void aPhoneRegistersRefreshesAndUnregisters() {
    site.awaitState("3000", "free");
    try (RigPhone phone = site.rig().phone("3000")) {
      phone.register();
      site.awaitState("3000", "busy");
      phone.register();
      phone.unregister();
      site.awaitState("3000", "free");
    }
    site.tells("3000", "registered → busy", "unregistered → free");
  }

  @Test
  void aPhoneCallsOut() {
    try (RigPhone phone = site.rig().phone("3000")) {
      phone.register();
      site.awaitState("3000", "busy");
      phone.call("600");
      site.awaitState("3000", "in_call");
      phone.hangUp();
      site.awaitState("3000", "busy");
      phone.unregister();
      site.awaitState("3000", "free");
    }
    site.tells(
        "3000",
        "registered → busy",
        "call_started → in_call",
        "call_ended → busy",
        "unregistered → free");
  }

  @Test
  void aPhoneIsCalledFromOutside() {
    try (RigPhone phone = site.rig().phone("3000");
        RigPhone trunk = site.rig().phone("trunk")) {
      phone.register();
      site.awaitState("3000", "busy");
      trunk.dial("3000");
      site.awaitState("3000", "in_call");
      phone.awaitRinging(RING);
      phone.answer();
      trunk.awaitAnswer(RING);
      trunk.hangUp();
      site.awaitState("3000", "busy");
    }
    site.tells("3000", "registered → busy", "call_started → in_call", "call_ended → busy");
  }

  @Test
  void twoExtensionsOfThePoolCallEachOther() {
    try (RigPhone caller = site.rig().phone("3000");
        RigPhone callee = site.rig().phone("3001")) {
      caller.register();
      callee.register();
      site.awaitAgreement();
      caller.dial("3001");
      callee.awaitRinging(RING);
      callee.answer();
      caller.awaitAnswer(RING);
      site.awaitState("3000", "in_call");
      site.awaitState("3001", "in_call");
      callee.hangUp();
      site.awaitState("3000", "busy");
      site.awaitState("3001", "busy");
    }
    for (String extension : new String[] {"3000", "3001"}) {
      site.tells(extension, "registered → busy", "call_started → in_call", "call_ended → busy");
    }
  }

  @Test
  void theHangupOfOneOfTwoChannelsEndsNothing() {
    try (RigPhone phone = site.rig().phone("3000")) {
      phone.register();
      site.awaitState("3000", "busy");
      phone.call("600");
      phone.call("601");
      site.awaitEvent("3000", "channel_added");
      phone.hangUp();
      site.awaitEvent("3000", "channel_ended");
      assertEquals("in_call", site.client().state("3000"));
      phone.hangUp();
      site.awaitState("3000", "busy");
    }
    site.tells(
        "3000",
        "registered → busy",
        "call_started → in_call",
        "channel_added → in_call",
        "channel_ended → in_call",
        "call_ended → busy");
  }

  @Test
  void aCallSurvivesTheUnregister() {
    try (RigPhone phone = site.rig().phone("3000")) {
      phone.register();
      site.awaitState("3000", "busy");
      phone.call("600");
      site.awaitState("3000", "in_call");
      phone.unregister();
      site.awaitEvent("3000", "unregistered");
      assertEquals("in_call", site.client().state("3000"));
      phone.hangUp();
      site.awaitState("3000", "free");
    }
    site.tells(
        "3000",
        "registered → busy",
        "call_started → in_call",
        "unregistered → in_call",
        "call_ended → free");
  }

  @Test
  void aReloadedPageThatUnregistersGetsItsOwnExtensionBack() {
    site.reopen("3000");
    String own = site.client().free("tab-1").orElseThrow();
    try (RigPhone phone = site.rig().phone(own)) {
      phone.register();
      site.awaitState(own, "busy");
      phone.unregister();
      site.awaitState(own, "free");
    }
    assertEquals(Optional.empty(), site.client().free("tab-2"));
    assertEquals(Optional.of(own), site.client().free("tab-1"));
    site.tells(
        own,
        "allocated → free",
        "registered → busy",
        "unregistered → free",
        "lease_resumed → free");
  }

  @Test
  void aReloadedPageWhoseWebsocketClosesGetsItsOwnExtensionBack() {
    site.reopen("3100");
    assertEquals(Optional.of("3100"), site.client().free("tab-1"));
    try (RigPhone phone = site.rig().phone("3100", Transport.WSS)) {
      phone.register();
      site.awaitState("3100", "busy");
      phone.vanish();
    }
    site.awaitState("3100", "free");
    assertEquals(Optional.empty(), site.client().free("tab-2"));
    assertEquals(Optional.of("3100"), site.client().free("tab-1"));
    try (RigPhone phone = site.rig().phone("3100", Transport.WSS)) {
      phone.register();
      site.awaitState("3100", "busy");
    }
    site.tells(
        "3100",
        "allocated → free",
        "registered → busy",
        "unregistered → free",
        "lease_resumed → free",
        "registered → busy",
        "unregistered → free");
  }

  @Test
  void aReloadedPageThatReplacesItsContactKeepsItsExtensionEvenInAPoolOfOne() {
    site.reopen("3000");
    assertEquals(Optional.of("3000"), site.client().free("tab-1"));
    try (RigPhone before = site.rig().phone("3000");
        RigPhone after = site.rig().phone("3000")) {
      before.register();
      site.awaitState("3000", "busy");
      String lease = site.leaseId("3000");
      after.register();
      site.awaitEvent("3000", "contact_removed");
      assertEquals("busy", site.client().state("3000"));
      assertEquals(lease, site.leaseId("3000"));
      assertEquals(Optional.empty(), site.client().free("tab-2"));
    }
    site.tells(
        "3000",
        "allocated → free",
        "registered → busy",
        "contact_added → busy",
        "contact_removed → busy");
  }

  @Test
  void theReleaseOfALiveClientTurnsBusyAgain() {
    String own = site.client().free("tab-1").orElseThrow();
    try (RigPhone phone = site.rig().phone(own)) {
      phone.register();
      site.awaitState(own, "busy");
      site.client().release(own);
      site.awaitState(own, "busy");
      site.awaitEvent(own, "verified");
      phone.unregister();
      site.awaitState(own, "free");
    }
    site.tells(
        own,
        "allocated → free",
        "registered → busy",
        "released → free",
        "registered → busy",
        "verified → busy",
        "unregistered → free");
  }
}
