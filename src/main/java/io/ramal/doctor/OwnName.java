package io.ramal.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Whether the PBX's machine knows its own name, without which each call waits for DNS. AMI does not
 * tell; of a PBX on this machine we can find out ourselves.
 */
final class OwnName {

  private static final String LINE =
      "/etc/hosts of the PBX: 127.0.1.1 and the name that hostname prints";
  private static final String WHY =
      "Asterisk looks its own name up at each call, and waits for DNS where that does not know it.";

  private OwnName() {}

  static Optional<Finding> finding(String pbxHost) {
    if (isHere(pbxHost)) {
      return known()
          ? Optional.empty()
          : Optional.of(
              Finding.warning(
                  "pbx-host-name", "this machine does not know its own name", WHY, LINE));
    }
    return Optional.of(
        Finding.note(
            "pbx-host-name",
            "whether the PBX's machine knows its own name cannot be told over AMI",
            WHY,
            LINE + "; there, getent hosts $(hostname) must answer at once"));
  }

  private static boolean isHere(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private static boolean known() {
    try {
      return InetAddress.getLocalHost() != null;
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
