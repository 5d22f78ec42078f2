package io.ramal.doctor;

import io.ramal.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is a risk in settings that can be used. */
record SettingsExamination(Settings settings) {

  private static final String RETIRED = "BUSY_TTL_MS";

  Section section() {
    List<Finding> findings =
        Stream.concat(
                Stream.of(
                    retired(), passwords(), unknownHost(), openToAll(), writeDelay(), memory()),
                settings.pbxs().stream().map(SettingsExamination::pool))
            .flatMap(Optional::stream)
            .toList();
    return new Section("settings", said(), findings);
  }

  private String said() {
    return "listens on %s:%d, %d PBX"
        .formatted(settings.http().host(), settings.http().port(), settings.pbxs().size());
  }

  private Optional<Finding> retired() {
    return settings.notes().stream().anyMatch(note -> note.startsWith(RETIRED))
        ? Optional.of(
            Finding.note(
                "busy-ttl",
                RETIRED + " is set",
                "It is retired and of no effect: an extension is freed when the PBX says so.",
                "remove " + RETIRED))
        : Optional.empty();
  }

  private Optional<Finding> passwords() {
    return settings.pbxs().stream()
        .flatMap(pbx -> pbx.extensions().orElse(Set.of()).stream())
        .filter(name -> settings.passwords().of(name).value().isEmpty())
        .findFirst()
        .map(
            name ->
                Finding.error(
                    "ext-password",
                    "extension " + name + " is handed out with an empty password",
                    "The PBX refuses its client.",
                    "EXT_PASSWORD, or a line " + name + "=... in EXT_PASSWORDS_FILE"));
  }

  private Optional<Finding> unknownHost() {
    return address().isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                "listen-host",
                "this machine does not know the name " + settings.http().host(),
                "Ramal cannot listen there.",
                "HOST: 127.0.0.1, an address of this machine, or 0.0.0.0 for all"));
  }

  private Optional<Finding> openToAll() {
    boolean open = address().map(address -> !address.isLoopbackAddress()).orElse(false);
    return open && settings.http().origins().isEmpty()
        ? Optional.of(
            Finding.warning(
                "cors-origins",
                "Ramal listens on "
                    + settings.http().host()
                    + ", and pages of every origin may call it",
                "Any web page that somebody in reach opens can take extensions and read their SIP"
                    + " passwords.",
                "CORS_ORIGINS: the origins of your own pages, such as https://crm.example"))
        : Optional.empty();
  }

  private Optional<InetAddress> address() {
    try {
      return Optional.of(InetAddress.getByName(settings.http().host()));
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }

  private Optional<Finding> writeDelay() {
    String url = settings.database().url();
    return url.startsWith("jdbc:h2:")
            && !url.startsWith("jdbc:h2:mem:")
            && !url.toUpperCase(Locale.ROOT).contains("WRITE_DELAY=0")
        ? Optional.of(
            Finding.error(
                "write-delay",
                "DB_URL has no WRITE_DELAY=0",
                "When the process is killed, H2 loses what was acknowledged in the last half"
                    + " second.",
                "DB_URL: add ;WRITE_DELAY=0"))
        : Optional.empty();
  }

  private Optional<Finding> memory() {
    return settings.database().url().startsWith("jdbc:h2:mem:")
        ? Optional.of(
            Finding.warning(
                "database-in-memory",
                "the database is in memory",
                "The pool and its history are gone when the process ends.",
                "DB_URL: jdbc:h2:file:..., or jdbc:postgresql:..."))
        : Optional.empty();
  }

  private static Optional<Finding> pool(Settings.Pbx pbx) {
    return pbx.extensions().isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "pool-unset",
                "EXTENSIONS of PBX " + pbx.name() + " is not set",
                "The pool stays as it is in the database.",
                "EXTENSIONS: such as 3000-3099, if the settings are to say it"));
  }
}
