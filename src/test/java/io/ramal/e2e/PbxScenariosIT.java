package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import io.ramal.rig.Transport;
import java.util.stream.Stream;
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

  /**
   * The rows, without those of a contact that changes on chan_sip. On PJSIP that happens when the
   * PBX is read again: its list says the user agent, which no event does.
   */
  private void tells(String extension, String... rows) {
    site()
        .tells(
            extension,
            Stream.of(rows)
                .filter(row -> !kind().chanSip() || !row.startsWith("contact_changed"))
                .toArray(String[]::new));
  }

  @Test
  void aReloadOfTheModulesEndsNothing() {
    try (RigPhone idle = registered("3000");
        RigPhone calling = registered("3001")) {
      calling.call("601");
      site().awaitState("3001", "in_call");
      rig().reloadPool();
      rig().cli("core reload");
      idle.register();
      tells("3000", "registered → busy", "contact_changed → busy");
      calling.hangUp();
    }
    tells(
        "3001",
        "registered → busy",
        "call_started → in_call",
        "contact_changed → in_call",
        "call_ended → busy");
  }

  @Test
  void anExtensionThatIsTakenOffThePbxIsGoneWhenThePbxHasForgottenIt() {
    try (RigPhone stays = registered("3000");
        RigPhone leaves = phone("3001")) {
      leaves.register(1);
      site().awaitState("3001", "busy");
      rig().withdraw("3001");
      rig().reloadPool();
      refusal(leaves::register);
      stays.register();
      rig().awaitGone("3001");
      rig().reloadPool(); // PJSIP keeps the contact until it expires, which it then does silently
      tells("3001", "registered → busy", "contact_changed → busy", "unregistered → free");
    }
    tells("3000", "registered → busy", "contact_changed → busy");
    assertEquals("reconcile", site().lastSource("3001", "unregistered"));
  }

  @Test
  void aPasswordThatIsChangedOnThePbxCountsFromTheNextRegistration() {
    var account = rig().account("3000", Transport.UDP).withPassword("new");
    try (RigPhone old = registered("3000");
        RigPhone after = RigPhone.start(account)) {
      site().awaitState("3000", "busy");
      rig().changePasswords("new");
      rig().reloadPool();
      refusal(old::register);
      tells("3000", "registered → busy", "contact_changed → busy");
      after.register();
      tells(
          "3000",
          "registered → busy",
          "contact_changed → busy",
          "contact_added → busy",
          "contact_removed → busy");
    }
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
    tells(
        "3000",
        "registered → busy",
        "call_started → in_call",
        "call_ended → busy",
        "contact_changed → busy");
  }

  @Test
  void aStopEndsTheCallsAndKeepsTheContacts() {
    try (RigPhone phone = registered("3000")) {
      rig().awaitSaved(phone);
      phone.call("601");
      site().awaitState("3000", "in_call");
      rig().stop();
      site().awaitEvent("3000", "call_ended");
      rig().up();
      site().linkTells("connected", "synced", SHUT_DOWN, "connected", "pbx_restarted", "synced");
    }
    tells(
        "3000",
        "registered → busy",
        "call_started → in_call",
        "call_ended → busy, cause 0",
        "contact_changed → busy");
    assertEquals("ami", site().lastSource("3000", "call_ended"));
  }

  @Test
  void aCrashInACallIsFoundOutWhenThePbxIsBack() {
    try (RigPhone phone = registered("3000")) {
      rig().awaitSaved(phone);
      phone.call("601");
      site().awaitState("3000", "in_call");
      rig().kill();
      site().awaitDisconnected();
      rig().up();
      site().linkTells("connected", "synced", CLOSED, "connected", "pbx_restarted", "synced");
    }
    tells(
        "3000",
        "registered → busy",
        "call_started → in_call",
        "contact_changed → in_call",
        "call_ended → busy");
    assertEquals("reconcile", site().lastSource("3000", "call_ended"));
  }
}
