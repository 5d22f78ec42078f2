package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import io.ramal.rig.Transport;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Phones come and go, on each kind of PBX. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#available")
class RegistrationScenariosIT extends Scenarios {

  RegistrationScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Test
  void aRefreshIsNoNews() {
    try (RigPhone phone = registered("3000")) {
      site().awaitState("3000", "busy");
      phone.register();
      phone.register();
      phone.unregister();
    }
    site().tells("3000", "registered → busy", "unregistered → free");
  }

  @Test
  void aRegistrationThatExpiresFreesButEndsNoCall() {
    try (RigPhone idle = phone("3000");
        RigPhone calling = phone("3001")) {
      idle.register(1);
      calling.register(2);
      site().awaitState("3001", "busy");
      calling.call("600");
      site().tells("3000", "registered → busy", "unregistered → free");
      site().awaitEvent("3001", "unregistered");
      calling.hangUp();
    }
    site()
        .tells(
            "3001",
            "registered → busy",
            "call_started → in_call",
            "unregistered → in_call",
            "call_ended → free");
  }

  @Test
  void aWrongPasswordChangesNothing() {
    var account = rig().account("3000", Transport.UDP).withPassword("wrong");
    try (RigPhone intruder = RigPhone.start(account);
        RigPhone phone = phone("3000")) {
      assertTrue(Set.of(401, 403).contains(refusal(intruder::register)));
      phone.register();
      site().awaitState("3000", "busy");
      refusal(intruder::register);
      refusal(intruder::unregister);
      phone.unregister();
    }
    site().tells("3000", "registered → busy", "unregistered → free");
  }

  @Test
  void aPhoneThatReplacesAnotherIsNeverAMomentOfFree() {
    try (RigPhone before = registered("3000");
        RigPhone after = registered("3000")) {
      site().tells("3000", "registered → busy", "contact_added → busy", "contact_removed → busy");
      assertEquals("sip:3000@" + after.address(), rig().contacts("3000").getFirst().uri());
      before.vanish();
    }
  }

  @Test
  void aPhoneThatIsThrownOutIsGone() {
    try (RigPhone phone = registered("3000");
        RigPhone other = phone("3000")) {
      site().awaitState("3000", "busy");
      other.unregisterAll();
      site().tells("3000", "registered → busy", "unregistered → free");
      phone.register();
    }
    site().tells("3000", "registered → busy", "unregistered → free", "registered → busy");
  }

  @Test
  void aTcpConnectionThatClosesTakesItsContactAlong() {
    // chan_sip keeps the registration of a closed connection until it expires
    String[] after =
        kind().chanSip()
            ? new String[] {"registered → busy"}
            : new String[] {"registered → busy", "unregistered → free"};
    try (RigPhone phone = rig().phone("3000", Transport.TCP)) {
      phone.register();
      site().awaitState("3000", "busy");
      phone.vanish();
      site().tells("3000", after);
    }
  }
}
