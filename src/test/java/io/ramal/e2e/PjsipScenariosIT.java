package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigOptions;
import io.ramal.rig.RigPhone;
import io.ramal.rig.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What only PJSIP has: several contacts of one extension, and browsers. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#ofPjsip")
class PjsipScenariosIT extends Scenarios {

  PjsipScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Override
  RigOptions options() {
    return super.options().withMaxContacts(2).withWebrtc("3100");
  }

  @Override
  String pool() {
    return "3000,3100";
  }

  @Test
  void aCallThatForksToTwoContactsEndsWithTheLastChannel() {
    try (RigPhone desk = registered("3000");
        RigPhone mobile = registered("3000");
        RigPhone trunk = phone("trunk")) {
      site().awaitEvent("3000", "contact_added");
      trunk.dial("fork-3000");
      desk.awaitRinging(SOON);
      mobile.answer();
      trunk.awaitAnswer(SOON);
      desk.awaitEnd(SOON);
      site().awaitEvent("3000", "channel_ended");
      assertEquals("in_call", site().client().state("3000"));
      trunk.hangUp();
      mobile.awaitEnd(SOON);
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "contact_added → busy",
            "call_started → in_call",
            "channel_added → in_call",
            "channel_ended → in_call, cause 26",
            "call_ended → busy");
  }

  @Test
  void oneOfTwoContactsThatLeavesFreesNothing() {
    try (RigPhone desk = registered("3000");
        RigPhone mobile = registered("3000")) {
      desk.unregister();
      site().tells("3000", "registered → busy", "contact_added → busy", "contact_removed → busy");
      mobile.unregister();
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "contact_added → busy",
            "contact_removed → busy",
            "unregistered → free");
  }

  @Test
  void theCallOfABrowserThatDiedLastsUntilSomeoneEndsIt() {
    try (RigPhone browser = rig().phone("3100", Transport.WSS);
        var ami = rig().ami()) {
      browser.register();
      site().awaitState("3100", "busy");
      browser.call("600");
      site().awaitAgreement();
      browser.vanish();
      site().awaitEvent("3100", "unregistered");
      assertEquals("in_call", site().client().state("3100"));
      ami.ask("Hangup", "Channel", "/^PJSIP\\/3100-.*/", "Cause", "16");
    }
    site()
        .tells(
            "3100",
            "registered → busy",
            "call_started → in_call",
            "unregistered → in_call",
            "call_ended → free, cause 16");
  }
}
