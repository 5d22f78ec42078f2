package io.ramal.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a real Asterisk can run on this machine; found out once. */
final class RigAvailability {

  private static final Optional<String> REASON = find();

  private RigAvailability() {}

  static Optional<String> reason() {
    return REASON;
  }

  /** Whether the environment says that a missing Asterisk is an error. */
  static boolean isRequired() {
    return "required".equals(System.getenv("RAMAL_ASTERISK"));
  }

  private static Optional<String> find() {
    if (!Files.exists(root().resolve(".rig-ready"))) {
      return Optional.of("Asterisk is not installed: run asterisk/install as root");
    }
    return canMount()
        ? Optional.empty()
        : Optional.of("Asterisk runs in a mount namespace of its own, which needs root");
  }

  private static Path root() {
    String root = System.getenv("ASTERISK_ROOT");
    return Path.of(root == null ? "/var/cache/asterisk-rig/sid" : root);
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
