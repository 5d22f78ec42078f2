package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls, and what becomes of them, on each kind of PBX. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#available")
class CallScenariosIT extends Scenarios {

  CallScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Test
  void theOtherSideHangsUp() {
    try (RigPhone phone = registered("3000")) {
      phone.call("606");
      phone.awaitEnd(SOON);
    }
    tellsOfOneCall("3000", 16);
  }

  @Test
  void aBusyNumberEndsTheCallAtOnce() {
    try (RigPhone phone = registered("3000")) {
      assertEquals(486, refusal(() -> phone.call("602")));
    }
    tellsOfOneCall("3000", 17);
  }

  @Test
  void anOverloadedRouteEndsTheCallAtOnce() {
    try (RigPhone phone = registered("3000")) {
      assertEquals(503, refusal(() -> phone.call("604")));
    }
    tellsOfOneCall("3000", 34);
  }

  @Test
  void anUnknownNumberEndsTheCallAtOnce() {
    try (RigPhone phone = registered("3000")) {
      assertEquals(404, refusal(() -> phone.call("999")));
    }
    tellsOfOneCall("3000", 1);
  }

  @Test
  void aCallToAnUnregisteredExtensionIsTheCallersOnly() {
    try (RigPhone phone = registered("3000")) {
      refusal(() -> phone.call("3001"));
    }
    tellsOfOneCall("3000");
    site().tells("3001");
  }

  @Test
  void aRejectedCallIsOver() {
    try (RigPhone phone = registered("3000");
        RigPhone trunk = phone("trunk")) {
      trunk.dial("3000");
      phone.reject(486);
      tellsOfOneCall("3000", 17);
    }
  }

  @Test
  void aCallThatTheCallerGivesUpIsOver() {
    try (RigPhone caller = registered("3000");
        RigPhone callee = registered("3001")) {
      caller.dial("3001");
      callee.awaitRinging(SOON);
      site().awaitState("3001", "in_call");
      caller.cancel();
      callee.awaitEnd(SOON);
    }
    tellsOfOneCall("3000");
    tellsOfOneCall("3001");
  }

  @Test
  void aCallIsOneCallThroughHoldAndBack() {
    try (RigPhone caller = registered("3000");
        RigPhone callee = registered("3001")) {
      connect(caller, callee);
      caller.hold();
      caller.unhold();
      callee.hold();
      caller.hangUp();
      callee.awaitEnd(SOON);
    }
    tellsOfOneCall("3000", 16);
    tellsOfOneCall("3001", 16);
  }

  @Test
  void aSecondCallThatWaitsIsCountedBesideTheFirst() {
    try (RigPhone phone = registered("3000");
        RigPhone trunk = phone("trunk")) {
      phone.call("601");
      trunk.dial("3000");
      phone.answer();
      trunk.awaitAnswer(SOON);
      trunk.hangUp();
      site().awaitEvent("3000", "channel_ended");
      phone.hangUp();
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "call_started → in_call",
            "channel_added → in_call",
            "channel_ended → in_call",
            "call_ended → busy");
  }

  @Test
  void aQueueRingsBothAndLeavesItToTheOneThatAnswers() {
    try (RigPhone slow = registered("3000");
        RigPhone quick = registered("3001");
        RigPhone trunk = phone("trunk")) {
      trunk.call("700");
      slow.awaitRinging(SOON);
      quick.awaitRinging(SOON);
      quick.answer();
      tellsOfOneCall("3000", 26);
      trunk.hangUp();
      quick.awaitEnd(SOON);
    }
    tellsOfOneCall("3001", 16);
  }

  @Test
  void aParkedCallerIsStillInItsCall() {
    try (RigPhone phone = registered("3000")) {
      phone.call("607");
      rig().awaitCli("parking show default", "3000");
      assertEquals("in_call", site().client().state("3000"));
      phone.hangUp();
    }
    tellsOfOneCall("3000");
  }

  @Test
  void aPhoneThatIsNotRegisteredCanCall() {
    try (RigPhone phone = phone("3000")) {
      phone.call("600");
      site().awaitState("3000", "in_call");
      phone.hangUp();
    }
    site().tells("3000", "call_started → in_call", "call_ended → free");
  }

  @Test
  void aCallOutlivesTheUnregister() {
    try (RigPhone phone = registered("3000")) {
      phone.call("600");
      site().awaitAgreement();
      phone.unregister();
      site().awaitAgreement();
      phone.hangUp();
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "call_started → in_call",
            "unregistered → in_call",
            "call_ended → free");
  }

  @Test
  void aCallOutlivesThePhoneThatWasReplaced() {
    try (RigPhone before = registered("3000")) {
      before.call("601");
      site().awaitAgreement();
      try (RigPhone after = registered("3000")) {
        site().awaitEvent("3000", "contact_removed");
        before.hangUp();
        site().awaitAgreement();
        after.unregister();
      }
    }
    site()
        .tells(
            "3000",
            "registered → busy",
            "call_started → in_call",
            "contact_added → in_call",
            "contact_removed → in_call",
            "call_ended → busy",
            "unregistered → free");
  }

  @Test
  void aCallThatThePbxMakesIsACall() {
    try (RigPhone phone = registered("3000");
        var ami = rig().ami()) {
      ami.ask(
          "Originate", "Channel", rig().channelOf("3000"), "Application", "Echo", "Async", "true");
      phone.answer();
      site().awaitState("3000", "in_call");
      ami.ask("Hangup", "Channel", rig().channels("3000").getFirst().name(), "Cause", "16");
      phone.awaitEnd(SOON);
    }
    tellsOfOneCall("3000", 16);
  }
}
