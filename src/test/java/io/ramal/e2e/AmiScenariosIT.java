package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.pbx.LinkTimes;
import io.ramal.rig.AmiClient;
import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The session of Ramal on the PBX is kicked, loses its user, its rights, its patience. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#ofPjsip")
class AmiScenariosIT extends Scenarios {

  private static final String USER = "site";
  private static final LinkTimes TIMES =
      new LinkTimes(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofMillis(100));
  private static final String CLOSED = "lost (the PBX closed the connection)";
  private static final String TOO_FEW =
      "login_refused (too few privileges: the AMI user needs read=system,call and write=system"
          + " (%s))";

  AmiScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Override
  void begin() {
    user("system,call", "system", 5000);
    site().as(USER).with(TIMES).open(rig(), pool());
  }

  /** Asterisk 16 has no command for that: there the connection is closed on its way. */
  private void endSession() {
    if (kind() == PbxKind.ASTERISK_22) {
      rig().kick(USER);
    } else {
      site().proxy().hangUp();
    }
  }

  /** Gives the AMI user of the site these rights. */
  private void user(String read, String write, int writeTimeoutMillis) {
    rig()
        .configure(
            "manager_custom.conf",
            """
            [%s]
            secret=%s
            read=%s
            write=%s
            writetimeout=%d
            """
                .formatted(USER, rig().amiSecret(), read, write, writeTimeoutMillis));
    rig().cli("manager reload");
  }

  private void withoutUser() {
    rig().configure("manager_custom.conf", "");
    rig().cli("manager reload");
  }

  /** The same site, by a user with other rights. */
  private void reopen(String read, String write) {
    site().stopRamal();
    user(read, write, 5000);
    site().openUnsynced(rig(), pool());
  }

  @Test
  void aSessionThatIsKickedComesBackAndFindsWhatItMissed() {
    site().proxy().refuse();
    endSession();
    site().awaitDisconnected();
    try (RigPhone phone = phone("3000")) {
      phone.register();
      phone.call("601");
      site().proxy().accept();
      site().linkTells("connected", "synced", CLOSED, "connected", "synced");
      assertEquals("reconcile", site().lastSource("3000", "call_started"));
      phone.hangUp();
    }
    tellsOfOneCall("3000");
  }

  @Test
  void aDeletedUserIsServedUntilItsSessionEnds() {
    withoutUser();
    try (RigPhone phone = registered("3000")) {
      site().awaitState("3000", "busy");
      endSession();
      site().linkTells("connected", "synced", CLOSED, "login_refused (Authentication failed)");
      phone.unregister();
      user("system,call", "system", 5000);
      site()
          .linkTells(
              "connected",
              "synced",
              CLOSED,
              "login_refused (Authentication failed)",
              "connected",
              "synced");
    }
    site().tells("3000", "registered → busy", "unregistered → free");
    assertEquals("reconcile", site().lastSource("3000", "unregistered"));
  }

  @Test
  void aUserWithoutTheRightToWriteIsToldSo() {
    reopen("system,call", "call");
    site().linkTells(TOO_FEW.formatted("Filter is denied"));
    rightsAreGiven(TOO_FEW.formatted("Filter is denied"));
  }

  @Test
  void aUserThatIsNotToldThatThePbxHasBootedIsToldSo() {
    reopen("call", "system");
    String reason =
        "login_refused (no FullyBooted within 2000 ms: the PBX is still starting, or the AMI user"
            + " lacks read=system)";
    site().linkTells(reason);
    rightsAreGiven(reason);
  }

  private void rightsAreGiven(String reason) {
    try (RigPhone phone = phone("3000")) {
      phone.register();
      user("system,call", "system", 5000);
      site().linkTells(reason, "connected", "synced");
      phone.unregister();
    }
    site().tells("3000", "registered → busy", "unregistered → free");
    assertEquals("reconcile", site().lastSource("3000", "registered"));
  }

  @Test
  void aPbxThatDoesNotStampItsEventsIsFollowedInTheOrderOfTheirArrival() {
    rig().configure("manager_general.conf", "timestampevents=no\n");
    rig().cli("manager reload");
    site().stopRamal();
    site().openUnsynced(rig(), pool());
    site().awaitSynced();
    try (RigPhone phone = registered("3000")) {
      phone.call("600");
      site().awaitAgreement();
      phone.hangUp();
      site().awaitAgreement();
      phone.unregister();
      site()
          .tells(
              "3000",
              "registered → busy",
              "call_started → in_call",
              "call_ended → busy",
              "unregistered → free");
      assertFalse(site().client().link().getBoolean("timestamps"));
    } finally {
      rig().configure("manager_general.conf", "");
      rig().cli("manager reload");
    }
  }

  @Test
  void aSlowReaderIsCutOffAndFindsWhatItMissed() {
    site().stopRamal();
    user("system,call", "system", 100);
    site().openUnsynced(rig(), pool());
    site().awaitSynced();
    try (RigPhone phone = registered("3000");
        AmiClient ami = rig().ami()) {
      site().awaitState("3000", "busy");
      site().proxy().clog();
      phone.unregister();
      while (rig().isConnected(USER)) {
        ami.flood();
      }
      site().proxy().resume();
      site().linkTells("connected", "synced", CLOSED, "connected", "synced");
      assertTrue(site().client().link().getBoolean("synced"));
    }
    site().tells("3000", "registered → busy", "unregistered → free");
  }
}
