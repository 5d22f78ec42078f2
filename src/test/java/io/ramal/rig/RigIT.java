package io.ramal.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RealAsterisk
@Timeout(30)
class RigIT {

  private static final Duration SOON = Duration.ofSeconds(5);

  private static AsteriskRig pbx;

  @BeforeAll
  static void start() {
    pbx = AsteriskRig.start(RigOptions.DEFAULT.withMaxContacts(2));
  }

  @AfterAll
  static void stop() {
    pbx.close();
    assertFalse(Files.exists(pbx.folder()));
  }

  @Test
  void aPhoneRegistersCallsAndLeaves() {
    try (RigPhone phone = pbx.phone("3000")) {
      Instant before = Instant.now();
      Instant registered = phone.register();
      assertTrue(!registered.isBefore(before) && !registered.isAfter(Instant.now()));
      assertEquals("sip:3000@" + phone.address(), pbx.contacts("3000").getFirst().uri());
      phone.call("600");
      assertEquals("Up", pbx.channels("3000").getFirst().state());
      phone.hold();
      phone.unhold();
      phone.hangUp();
      assertEquals(List.of(), pbx.channels("3000"));
      phone.unregister();
      assertEquals(List.of(), pbx.contacts("3000"));
    }
  }

  @Test
  void aBrowserRegistersOverWss() {
    try (RigPhone phone = pbx.phone("3100", Transport.WSS)) {
      phone.register(60);
      phone.call("600");
      phone.hangUp();
      assertEquals(1, pbx.contacts("3100").size());
      phone.unregister();
    }
  }

  @Test
  void twoClientsShareAnExtension() {
    try (RigPhone one = pbx.phone("3001", Transport.TCP);
        RigPhone other =
            RigPhone.start(pbx.account("3001", Transport.UDP).withSource("127.0.0.9"))) {
      one.register();
      other.register();
      assertEquals(2, pbx.contacts("3001").size());
      assertTrue(other.address().startsWith("127.0.0.9:"));
      other.unregisterAll();
      assertEquals(List.of(), pbx.contacts("3001"));
    }
  }

  @Test
  void onePhoneCallsAnother() {
    try (RigPhone caller = pbx.phone("3002");
        RigPhone callee = pbx.phone("3003")) {
      callee.register();
      caller.dial("3003");
      callee.awaitRinging(SOON);
      assertEquals("Ringing", pbx.channels("3003").getFirst().state());
      callee.answer();
      caller.awaitAnswer(SOON);
      caller.hangUp();
      callee.awaitEnd(SOON);

      caller.dial("3003");
      callee.awaitRinging(SOON);
      caller.cancel();
      callee.awaitEnd(SOON);
    }
  }

  @Test
  void aCallIsTransferredBlindlyAndAttended() {
    try (RigPhone caller = pbx.phone("3006");
        RigPhone first = pbx.phone("3007");
        RigPhone second = pbx.phone("3008")) {
      first.register();
      second.register();

      connect(caller, first);
      first.transfer("3008");
      second.answer();
      first.awaitEnd(SOON);
      caller.hangUp();
      second.awaitEnd(SOON);

      connect(caller, first);
      connect(first, second);
      first.transferAttended();
      first.awaitEnd(SOON);
      assertEquals(List.of(), pbx.channels("3007"));
      second.hangUp();
      caller.awaitEnd(SOON);
    }
  }

  private static void connect(RigPhone caller, RigPhone callee) {
    caller.dial(callee.extension());
    callee.answer();
    caller.awaitAnswer(SOON);
  }

  @Test
  void aRefusedStepSaysWhy() {
    try (RigPhone phone = pbx.phone("3004");
        RigPhone intruder =
            RigPhone.start(pbx.account("3005", Transport.UDP).withPassword("wrong"))) {
      assertEquals(486, assertThrows(PhoneStepFailed.class, () -> phone.call("602")).code());
      assertEquals(401, assertThrows(PhoneStepFailed.class, intruder::register).code());
    }
  }

  @Test
  void anotherInstanceRunsBesideAndComesBackFromACrash() {
    try (AsteriskRig other = AsteriskRig.start();
        RigPhone phone = other.phone("3000")) {
      phone.register();
      phone.call("600");
      other.kill();
      assertThrows(RuntimeException.class, other::state);
      other.up();
      assertEquals(List.of(), other.channels("3000"));
      phone.register();
      other.restart();
      assertTrue(other.cli("core show uptime").contains("System uptime"));
      other.stop();
      other.up();
      phone.register();
      assertEquals(1, other.contacts("3000").size());
      assertEquals(List.of(), pbx.contacts("3000"));
    }
  }

  @Test
  void theUserOfRamalMayAskButNotCommand() {
    try (AmiClient ramal = AmiClient.login(pbx.amiPort(), pbx.amiUser(), pbx.amiSecret())) {
      assertEquals("Success", ramal.ask("CoreShowChannels").getFirst().get("Response"));
      assertEquals("Error", ramal.ask("Command", "Command", "help").getFirst().get("Response"));
    }
  }
}
