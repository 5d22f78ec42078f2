package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import io.ramal.rig.TcpProxy;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Restarts, crashes, cut and silent links, on the real Asterisk. */
@RealAsterisk
@ParameterizedClass
@EnumSource(TestDatabase.class)
class BadDayIT {

  private final Site site;

  BadDayIT(TestDatabase database) {
    site = new Site(database);
  }

  @BeforeEach
  void open() {
    site.open("3000,3001");
  }

  @AfterEach
  void everythingAgrees() {
    site.close();
  }

  @Test
  void theServiceRestartsAndFactsHaveChangedMeanwhile() {
    String own = site.client().free("tab-1").orElseThrow();
    String other = own.equals("3000") ? "3001" : "3000";
    try (RigPhone first = site.rig().phone(own);
        RigPhone second = site.rig().phone(other)) {
      first.register();
      site.awaitState(own, "busy");
      first.call("600");
      site.awaitState(own, "in_call");
      String lease = site.leaseId(own);
      site.stopRamal();
      first.hangUp();
      second.register();
      second.call("600");
      site.startRamal();
      site.awaitState(own, "busy");
      site.awaitState(other, "in_call");
      assertEquals(lease, site.leaseId(own));
      assertEquals(Optional.empty(), site.client().free("tab-2"));
    }
    assertEquals("reconcile", site.lastSource(own, "call_ended"));
    assertEquals("reconcile", site.lastSource(other, "registered"));
    site.tells(
        own,
        "allocated → free",
        "registered → busy",
        "call_started → in_call",
        "contact_changed → in_call",
        "call_ended → busy");
    site.tells(other, "registered → busy", "call_started → in_call");
  }

  @Test
  void asteriskIsKilledInACallAndComesBack() {
    site.reopen("3000");
    String own = site.client().free("tab-1").orElseThrow();
    try (RigPhone phone = site.rig().phone(own)) {
      phone.register();
      site.awaitState(own, "busy");
      site.rig().awaitSaved(phone);
      phone.call("600");
      site.awaitState(own, "in_call");
      site.rig().kill();
      site.rig().up();
      site.awaitEvent(own, "call_ended");
      site.awaitAgreement();
      assertEquals(Optional.empty(), site.client().free("tab-2"));
    }
    assertEquals("reconcile", site.lastSource(own, "call_ended"));
    site.tells(
        own,
        "allocated → free",
        "registered → busy",
        "call_started → in_call",
        "contact_changed → in_call",
        "call_ended → busy");
  }

  @Test
  void theLinkIsCutWhileThingsChange() {
    String own = site.client().free("tab-1").orElseThrow();
    try (RigPhone phone = site.rig().phone(own);
        RigPhone hardphone = site.rig().phone("3001")) {
      phone.register();
      site.awaitState(own, "busy");
      TcpProxy proxy = site.proxy();
      proxy.refuse();
      proxy.cut();
      site.awaitDisconnected();
      phone.unregister();
      if (!own.equals("3001")) {
        hardphone.register();
      }
      proxy.accept();
      site.awaitSynced();
      site.awaitAgreement();
      assertEquals("free", site.client().state(own));
      assertEquals(Optional.of(own), site.client().free("tab-1"));
    }
    site.tells(
        own,
        "allocated → free",
        "registered → busy",
        "unregistered → free",
        "lease_resumed → free");
    site.linkTells(
        "connected",
        "synced",
        "lost (the connection broke: Connection reset)",
        "connected",
        "synced");
  }

  @Test
  void aClientThatRegistersBehindAHalfOpenLinkKeepsItsExtension() {
    site.reopen("3000");
    assertEquals(Optional.of("3000"), site.client().free("tab-1"));
    site.proxy().freeze(TcpProxy.Direction.values());
    try (RigPhone phone = site.rig().phone("3000")) {
      phone.register();
      site.awaitPastLeaseDeadline("3000");
      assertEquals(Optional.empty(), site.client().free("tab-2"));
      site.proxy().resumeWithLoss();
      site.awaitState("3000", "busy");
      assertEquals(Optional.empty(), site.client().free("tab-2"));
    }
    assertTrue(site.client().events("3000").stream().noneMatch("lease_expired"::equals));
    site.tells("3000", "allocated → free", "registered → busy");
  }

  @Test
  void aClientThatNeverRegistersLosesItsLease() {
    site.reopen("3000");
    assertEquals(Optional.of("3000"), site.client().free("tab-1"));
    assertEquals(Optional.empty(), site.client().free("tab-2"));
    site.awaitEvent("3000", "lease_expired");
    assertEquals(Optional.of("3000"), site.client().free("tab-2"));
    site.tells("3000", "allocated → free", "lease_expired → free", "allocated → free");
  }
}
