package io.ramal.e2e;

import static java.util.Collections.nCopies;

import io.ramal.rig.PbxKind;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigOptions;
import io.ramal.rig.RigPhone;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A PBX that asks its phones every second whether they are there, on each kind of PBX. */
@RealAsterisk
@ParameterizedClass
@MethodSource("io.ramal.rig.PbxKind#available")
class QualifyScenariosIT extends Scenarios {

  QualifyScenariosIT(PbxKind kind) {
    super(kind);
  }

  @Override
  RigOptions options() {
    return super.options().withQualifySeconds(1);
  }

  @Test
  void aPhoneThatIsLostAndFoundStaysRegistered() {
    try (RigPhone phone = registered("3000")) {
      site().awaitContactStatus("3000", "Reachable");
      phone.deaf();
      site().awaitContactStatus("3000", "Unreachable");
      phone.hearing();
      site().awaitContactStatus("3000", "Reachable");
      phone.unregister();
    }
    var rows = new ArrayList<String>();
    rows.add("registered → busy");
    // chan_sip tells no status with a registration: such a phone counts as reachable
    rows.addAll(nCopies(kind().chanSip() ? 2 : 3, "contact_changed → busy"));
    rows.add("unregistered → free");
    site().tells("3000", rows.toArray(String[]::new));
  }
}
