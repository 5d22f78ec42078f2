package io.ramal.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Which Asterisk a test runs on, and which of its channel drivers speaks SIP with the pool. */
public enum PbxKind {
  /** PJSIP, as on every Asterisk to come. */
  ASTERISK_22("ASTERISK_ROOT", "sid", false),
  /** PJSIP. */
  ASTERISK_16("ASTERISK_16_ROOT", "bullseye", false),
  /** chan_sip; WebRTC endpoints, if there are any, are of PJSIP beside it. */
  ASTERISK_16_CHAN_SIP("ASTERISK_16_ROOT", "bullseye", true);

  private final String variable;
  private final String suite;
  private final boolean chanSip;

  PbxKind(String variable, String suite, boolean chanSip) {
    this.variable = variable;
    this.suite = suite;
    this.chanSip = chanSip;
  }

  /**
   * Those that can run here. What is missing is told in one line, or is an error where the
   * environment says {@code RAMAL_ASTERISK=required}.
   */
  public static Stream<PbxKind> available() {
    return Stream.of(values()).filter(PbxKind::isAvailable);
  }

  /** The same, of those whose pool is of PJSIP. */
  public static Stream<PbxKind> ofPjsip() {
    return available().filter(kind -> !kind.chanSip);
  }

  /** The same, of those whose pool is of chan_sip. */
  public static Stream<PbxKind> ofChanSip() {
    return available().filter(kind -> kind.chanSip);
  }

  private boolean isAvailable() {
    Optional<String> missing = missing();
    missing.ifPresent(reason -> RigAvailability.leaveOut("scenarios on " + name(), reason));
    return missing.isEmpty();
  }

  /** Why it cannot run here; empty if it can. */
  Optional<String> missing() {
    return Files.exists(root().resolve(".rig-ready"))
        ? Optional.empty()
        : Optional.of(
            "It is not installed: run ASTERISK_SUITE=%s asterisk/install as root".formatted(suite));
  }

  /** Where it is installed. */
  Path root() {
    String root = System.getenv(variable);
    return Path.of(root == null ? "/var/cache/asterisk-rig/" + suite : root);
  }

  /** Whether its pool is of chan_sip. */
  public boolean chanSip() {
    return chanSip;
  }
}
