package io.ramal.config;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The names of settings there are, and how to tell one that is meant to be one of them. */
final class Names {

  static final String BUSY_TTL = "BUSY_TTL_MS";
  static final String PBX = "pbx";

  /** Those that a list of PBXs stands in place of. */
  static final List<String> OF_ONE_PBX =
      List.of(
          "AMI_HOST",
          "AMI_PORT",
          "AMI_USER",
          "AMI_PASS",
          "WSS_URL",
          "EXTENSIONS",
          "FIXED_EXTENSIONS");

  static final Set<String> OF_A_PBX =
      Set.of("name", "host", "port", "user", "password", "wss", "extensions", "fixed");

  private static final Set<String> OTHERS =
      Set.of(
          "HOST",
          "PORT",
          "API_PORT",
          "CORS_ORIGINS",
          "DB_URL",
          "DB_USER",
          "DB_PASSWORD",
          "DB_MIGRATE_USER",
          "DB_MIGRATE_PASSWORD",
          "EXT_PASSWORD",
          "EXT_PASSWORDS_FILE",
          "LEASE_TTL",
          "RECONNECT_GRACE",
          "RESTART_GRACE",
          "LINK_DOWN_EXPIRY",
          "AMI_PING_INTERVAL",
          "RESYNC_INTERVAL",
          BUSY_TTL);

  private static final Pattern OURS =
      Pattern.compile("(AMI|EXT|EXTENSION|LEASE|DB|CORS|WSS|RECONNECT|RESTART|RESYNC)(_.*|S?)");

  /** What container platforms put into the environment of their own accord. */
  private static final Predicate<String> OF_A_PLATFORM =
      Pattern.compile(".*_(SERVICE|PORT)_.*|.*_PORT_\\d+.*").asMatchPredicate();

  private Names() {}

  static boolean known(String name) {
    return OTHERS.contains(name) || OF_ONE_PBX.contains(name);
  }

  /** Whether a variable of the environment looks like a setting and is none. */
  static boolean mistaken(String variable) {
    return !known(variable) && OURS.matcher(variable).matches() && !OF_A_PLATFORM.test(variable);
  }
}
