package io.ramal.doctor;

import io.ramal.pbx.PbxSight;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What manager.conf says beside the rights.
 *
 * @param user its section
 * @param files of the PBX
 */
record ManagerFile(String user, PbxSight.Files files) {

  private static final Set<String> YES = Set.of("yes", "true", "y", "t", "1", "on");
  private static final int DEFAULT_WRITE_TIMEOUT = 100; // ms
  private static final int LEAST_WRITE_TIMEOUT = 1_000; // ms

  List<Finding> findings() {
    return Stream.of(unknown(), timestamps(), writeTimeout()).flatMap(Optional::stream).toList();
  }

  /** For a line. */
  String said() {
    return "manager.conf, timestampevents=%s writetimeout=%s"
        .formatted(
            files.general().map(ManagerFile::timestamps).orElse("(cannot be told)"),
            section().map(each -> writeTimeout(each) + " ms").orElse("(cannot be told)"));
  }

  private static String timestamps(Map<String, String> general) {
    return general.getOrDefault("timestampevents", "no");
  }

  private Optional<Map<String, String>> section() {
    return files.user().filter(settings -> !settings.isEmpty());
  }

  private Optional<Finding> unknown() {
    return section().isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "manager-conf",
                files.user().isPresent()
                    ? "manager.conf has no section [" + user + "]: the user is defined elsewhere"
                    : "with these rights it cannot be told what manager.conf says",
                "Whether read, timestampevents and writetimeout are right stands there.",
                "compare with docs/operations.md: timestampevents = yes in [general]; read ="
                    + " system,call and writetimeout = 5000 in ["
                    + user
                    + "]"));
  }

  private Optional<Finding> timestamps() {
    return files
        .general()
        .map(ManagerFile::timestamps)
        .filter(value -> !YES.contains(value.toLowerCase(Locale.ROOT)))
        .map(
            _ ->
                Finding.warning(
                    "ami-timestampevents",
                    "events carry no time: timestampevents is not yes",
                    "The history then has the time of arrival, and after a login nothing can be"
                        + " told to be older than the list.",
                    "manager.conf, [general]: timestampevents = yes"));
  }

  private Optional<Finding> writeTimeout() {
    return section()
        .map(ManagerFile::writeTimeout)
        .filter(millis -> millis < LEAST_WRITE_TIMEOUT)
        .map(
            millis ->
                Finding.warning(
                    "ami-writetimeout",
                    "the PBX closes a session that is slow for " + millis + " ms (writetimeout)",
                    "A pause of the network or of this machine then costs the link and a re-read.",
                    "manager.conf, [" + user + "]: writetimeout = 5000"));
  }

  private static int writeTimeout(Map<String, String> section) {
    String text = section.getOrDefault("writetimeout", "");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : DEFAULT_WRITE_TIMEOUT;
  }
}
