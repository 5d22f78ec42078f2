package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ramal.database.TestDatabase;
import io.ramal.rig.AsteriskRig;
import io.ramal.rig.PbxKind;
import io.ramal.rig.PhoneStepFailed;
import io.ramal.rig.RigOptions;
import io.ramal.rig.RigPhone;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;

/**
 * Scenarios that share a PBX of each kind. Each begins with nobody there, a Ramal and a database of
 * its own; at its end the database has what the PBX has, and the history is proven.
 */
abstract class Scenarios {

  static final Duration SOON = Duration.ofSeconds(10);

  private static Optional<AsteriskRig> shared = Optional.empty();

  private final PbxKind kind;
  private final Site site = new Site(TestDatabase.H2);

  Scenarios(PbxKind kind) {
    this.kind = kind;
  }

  /** How the PBX is set up. */
  RigOptions options() {
    return RigOptions.DEFAULT.withPool("3000-3003,trunk").withWebrtc("");
  }

  /** The extensions that Ramal follows. */
  String pool() {
    return "3000,3001";
  }

  @BeforeEach
  final void open() {
    if (shared.isEmpty()) {
      shared = Optional.of(AsteriskRig.start(options().withKind(kind)));
    }
    rig().clear();
    begin();
  }

  /** Begins the scenario; nobody is on the PBX. */
  void begin() {
    site.open(rig(), pool());
  }

  @AfterEach
  final void everythingAgrees() {
    site.close();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    shared.ifPresent(AsteriskRig::close);
    shared = Optional.empty();
  }

  final PbxKind kind() {
    return kind;
  }

  final Site site() {
    return site;
  }

  final AsteriskRig rig() {
    return shared.orElseThrow();
  }

  final RigPhone phone(String extension) {
    return rig().phone(extension);
  }

  final RigPhone registered(String extension) {
    return site.registered(extension);
  }

  /** The history of a phone that registered and had one call, and stays. */
  final void tellsOfOneCall(String extension) {
    site.tells(extension, "registered → busy", "call_started → in_call", "call_ended → busy");
  }

  /** The same, of a call that ended with this cause. */
  final void tellsOfOneCall(String extension, int cause) {
    String end = "call_ended → busy, cause " + cause;
    site.tells(extension, "registered → busy", "call_started → in_call", end);
  }

  /** The caller calls the callee, who answers. */
  static void connect(RigPhone caller, RigPhone callee) {
    caller.dial(callee.extension());
    callee.answer();
    caller.awaitAnswer(SOON);
  }

  /** The SIP code with which the step is refused. */
  static int refusal(Executable step) {
    return assertThrows(PhoneStepFailed.class, step).code();
  }
}
