package io.ramal.e2e;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigOptions;
import io.ramal.rig.RigPhone;
import io.ramal.rig.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A site that is half-way from chan_sip to PJSIP: desk phones on the one, browsers on the other.
 */
@RealAsterisk
@ParameterizedClass(allowZeroInvocations = true)
@MethodSource("io.ramal.rig.PbxKind#ofChanSip")
class ChanSipScenariosIT extends Scenarios {

  ChanSipScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Override
  RigOptions options() {
    return super.options().withWebrtc("3100");
  }

  @Override
  String pool() {
    return "3000,3100";
  }

  @Test
  void bothChannelDriversAreFollowed() {
    try (RigPhone desk = registered("3000");
        RigPhone browser = rig().phone("3100", Transport.WSS)) {
      browser.register();
      site().awaitState("3100", "busy");
      desk.call("600");
      browser.call("600");
      site().awaitAgreement();
      desk.hangUp();
      browser.hangUp();
      tellsOfOneCall("3000");
      tellsOfOneCall("3100");
    }
    site()
        .tells(
            "3100",
            "registered → busy",
            "call_started → in_call",
            "call_ended → busy",
            "unregistered → free");
  }

  @Test
  void aReleaseByHandAsksBothChannelDrivers() {
    try (RigPhone desk = registered("3000");
        RigPhone browser = rig().phone("3100", Transport.WSS)) {
      browser.register();
      site().awaitState("3100", "busy");
      for (String extension : new String[] {"3000", "3100"}) {
        site().client().release(extension);
        site()
            .tells(
                extension,
                "registered → busy",
                "released → free",
                "registered → busy",
                "verified → busy");
      }
      desk.unregister();
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "released → free",
            "registered → busy",
            "verified → busy",
            "unregistered → free");
    site()
        .tells(
            "3100",
            "registered → busy",
            "released → free",
            "registered → busy",
            "verified → busy",
            "unregistered → free");
  }
}
