package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The PBX reloads, restarts, stops and crashes under calls, on each kind of PBX. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#available")
class PbxScenariosIT extends Scenarios {

  private static final String CLOSED = "lost (the PBX closed the connection)";
  private static final String SHUT_DOWN = "lost (the PBX shut down; the PBX closed the connection)";

  PbxScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Test
  void aReloadOfTheModulesIsNoNews() {
    try (RigPhone idle = registered("3000");
        RigPhone calling = registered("3001")) {
      calling.call("601");
      rig().reloadPool();
      rig().cli("core reload");
      idle.register();
      calling.hangUp();
    }
    site().tells("3000", "registered → busy");
    site().tells("3001", "registered → busy", "call_started → in_call", "call_ended → busy");
    site().linkTells("connected", "synced");
  }

  @Test
  void aGracefulRestartWaitsForTheCall() {
    try (RigPhone phone = registered("3000")) {
      phone.call("601");
      rig().order("core restart gracefully");
      site().awaitState("3000", "in_call");
      phone.hangUp();
      site().linkTells("connected", "synced", SHUT_DOWN, "connected", "pbx_restarted", "synced");
    }
    site().tells("3000", "registered → busy", "call_started → in_call", "call_ended → busy");
  }

  @Test
  void aStopEndsTheCallsAndKeepsTheContacts() {
    try (RigPhone phone = registered("3000")) {
      rig().awaitSaved("3000");
      phone.call("601");
      site().awaitState("3000", "in_call");
      rig().stop();
      site()
          .tells(
              "3000", "registered → busy", "call_started → in_call", "call_ended → busy, cause 0");
      rig().up();
      site().linkTells("connected", "synced", SHUT_DOWN, "connected", "pbx_restarted", "synced");
    }
  }

  @Test
  void aCrashInACallIsFoundOutWhenThePbxIsBack() {
    try (RigPhone phone = registered("3000")) {
      rig().awaitSaved("3000");
      phone.call("601");
      site().awaitState("3000", "in_call");
      rig().kill();
      site().awaitDisconnected();
      rig().up();
      site().linkTells("connected", "synced", CLOSED, "connected", "pbx_restarted", "synced");
    }
    site().tells("3000", "registered → busy", "call_started → in_call", "call_ended → busy");
    assertEquals("reconcile", site().lastSource("3000", "call_ended"));
  }
}
