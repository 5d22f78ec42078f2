package io.ramal.e2e;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A call changes hands: trunk talks to 3000, which passes it on to 3001, on each kind of PBX. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#available")
class TransferScenariosIT extends Scenarios {

  TransferScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Test
  void aBlindTransferEndsTheOneAndStartsTheOther() {
    try (RigPhone trunk = phone("trunk");
        RigPhone first = registered("3000");
        RigPhone second = registered("3001")) {
      connect(trunk, first);
      first.transfer("3001");
      second.answer();
      first.awaitEnd(SOON);
      site().awaitState("3000", "busy");
      trunk.hangUp();
      second.awaitEnd(SOON);
    }
    bothHadOneCall();
  }

  @Test
  void anAttendedTransferEndsBothCallsOfTheOneInTheMiddle() {
    try (RigPhone trunk = phone("trunk");
        RigPhone first = registered("3000");
        RigPhone second = registered("3001")) {
      connect(trunk, first);
      connect(first, second);
      first.transferAttended();
      site().awaitState("3000", "busy");
      second.hangUp();
      trunk.awaitEnd(SOON);
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "call_started → in_call",
            "channel_added → in_call",
            "channel_ended → in_call, cause 16",
            "call_ended → busy, cause 16");
    tellsOfOneCall("3001", 16);
  }

  @Test
  void aBlindTransferByFeatureCodeEndsTheOneAndStartsTheOther() {
    try (RigPhone trunk = phone("trunk");
        RigPhone first = registered("3000");
        RigPhone second = registered("3001")) {
      connect(trunk, first);
      first.dtmf("#1");
      first.dtmf("3001");
      second.answer();
      first.awaitEnd(SOON);
      trunk.hangUp();
      second.awaitEnd(SOON);
    }
    bothHadOneCall();
  }

  @Test
  void anAttendedTransferByFeatureCodeEndsTheOneAndStartsTheOther() {
    try (RigPhone trunk = phone("trunk");
        RigPhone first = registered("3000");
        RigPhone second = registered("3001")) {
      connect(trunk, first);
      first.dtmf("*2");
      first.dtmf("3001");
      second.answer();
      site().awaitState("3001", "in_call");
      first.hangUp();
      site().awaitState("3000", "busy");
      trunk.hangUp();
      second.awaitEnd(SOON);
    }
    bothHadOneCall();
  }

  private void bothHadOneCall() {
    tellsOfOneCall("3000", 16);
    tellsOfOneCall("3001", 16);
  }
}
