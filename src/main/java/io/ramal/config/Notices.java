package io.ramal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is right and yet worth knowing.
 *
 * @param values by name; the others are what they came to
 */
record Notices(
    Values values,
    Settings.Database database,
    List<Settings.Pbx> pbxs,
    Settings.Passwords passwords) {

  List<String> lines() {
    var lines = new ArrayList<String>();
    if (values.has(Key.BUSY_TTL_MS)) {
      lines.add(
          "BUSY_TTL_MS is retired and of no effect: an extension is freed when the PBX says so, and"
              + " a lease that nobody uses ends after LEASE_TTL; remove it");
    }
    pbxs.forEach(pbx -> pbx(pbx, lines));
    if (losesCommits()) {
      lines.add(
          "DB_URL has no WRITE_DELAY=0: when the process is killed, H2 loses what was acknowledged"
              + " in the last half second; add ;WRITE_DELAY=0");
    }
    return lines;
  }

  private void pbx(Settings.Pbx pbx, List<String> lines) {
    if (pbx.password().value().isEmpty()) {
      lines.add(
          "PBX "
              + pbx.name()
              + " has no password (AMI_PASS): it will refuse the login, and every call answers with"
              + " amiConnected false until it is set");
    }
    pbx.extensions()
        .flatMap(names -> names.stream().filter(this::withoutPassword).findFirst())
        .ifPresent(
            name ->
                lines.add(
                    "extension "
                        + name
                        + " is handed out with an empty password: set EXT_PASSWORD, or give it a"
                        + " line in EXT_PASSWORDS_FILE"));
  }

  private boolean withoutPassword(String name) {
    return passwords.of(name).value().isEmpty();
  }

  private boolean losesCommits() {
    String url = database.url();
    return url.startsWith("jdbc:h2:file:")
        && !url.toUpperCase(Locale.ROOT).contains("WRITE_DELAY=0");
  }
}
