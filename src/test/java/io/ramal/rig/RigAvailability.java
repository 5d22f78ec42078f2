package io.ramal.rig;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a real Asterisk can run on this machine; found out once. */
final class RigAvailability {

  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
  private static final Optional<String> REASON = find();

  private RigAvailability() {}

  static Optional<String> reason() {
    return REASON;
  }

  /** Whether the environment says that a missing Asterisk is an error. */
  static boolean isRequired() {
    return "required".equals(System.getenv("RAMAL_ASTERISK"));
  }

  /** Says once that these tests are left out; throws where that is an error. */
  static void leaveOut(String tests, String reason) {
    if (isRequired()) {
      throw new IllegalStateException(reason + " (RAMAL_ASTERISK=required)");
    }
    if (TOLD.add(tests)) {
      System.out.println(RealAsteriskCondition.line(tests, reason));
    }
  }

  private static Optional<String> find() {
    Optional<String> missing = PbxKind.ASTERISK_22.missing();
    if (missing.isPresent()) {
      return missing;
    }
    return canMount()
        ? Optional.empty()
        : Optional.of("Asterisk runs in a mount namespace of its own, which needs root");
  }

  private static boolean canMount() {
    try {
      return new ProcessBuilder("unshare", "--mount", "--propagation", "private", "true")
              .redirectErrorStream(true)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
