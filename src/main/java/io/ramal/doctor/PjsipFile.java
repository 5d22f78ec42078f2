package io.ramal.doctor;

import io.ramal.pbx.PbxSight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What pjsip.conf says for all extensions.
 *
 * @param files of the PBX
 * @param wss where softphones are told to register
 */
record PjsipFile(PbxSight.Files files, String wss) {

  private static final int DEFAULT_EXPIRY_CHECK = 30; // s
  private static final int MOST_EXPIRY_CHECK = 5; // s

  List<Finding> findings() {
    return Stream.of(unknown(), expiryCheck(), transport()).flatMap(Optional::stream).toList();
  }

  /** For a line. */
  String said() {
    return "contact_expiration_check_interval="
        + files.pjsip().map(each -> expiryCheck(each) + " s").orElse("(cannot be told)");
  }

  private Optional<Finding> unknown() {
    return files.pjsip().isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.note(
                "pjsip-conf",
                "what pjsip.conf says cannot be told: it is not there, or these rights are too few",
                "How often the PBX looks for expired registrations, and whether it speaks"
                    + " websocket, stands there.",
                "pjsip.conf, [global]: contact_expiration_check_interval = 5; and a section with"
                    + " type = transport, protocol = wss"));
  }

  private Optional<Finding> expiryCheck() {
    return files
        .pjsip()
        .map(PjsipFile::expiryCheck)
        .filter(seconds -> seconds == 0 || seconds > MOST_EXPIRY_CHECK)
        .map(
            seconds ->
                Finding.warning(
                    "pjsip-expiration-check",
                    seconds == 0
                        ? "the PBX never looks for expired registrations"
                        : "the PBX looks for expired registrations only every " + seconds + " s",
                    "A client that vanished keeps its extension busy for that much longer.",
                    "pjsip.conf, [global]: contact_expiration_check_interval = 5"));
  }

  private static int expiryCheck(Map<String, String> global) {
    String text = global.getOrDefault("contact_expiration_check_interval", "");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : DEFAULT_EXPIRY_CHECK;
  }

  /** A proxy may speak TLS before a PBX that does not, so ws is as good. */
  private Optional<Finding> transport() {
    return files
        .transports()
        .filter(protocols -> !protocols.contains("wss") && !protocols.contains("ws"))
        .map(this::noWebsocket);
  }

  private Finding noWebsocket(Set<String> protocols) {
    return Finding.warning(
        "pjsip-transport",
        "clients are told to register at "
            + wss
            + ", and pjsip.conf has no transport for websockets (only "
            + String.join(", ", protocols.stream().sorted().toList())
            + ")",
        "No softphone in a browser can register.",
        "pjsip.conf: [wss] type = transport, protocol = wss, bind = 0.0.0.0; and http.conf,"
            + " [general]: enabled = yes, tlsenable = yes");
  }
}
