package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registered client as the PBX lists it.
 *
 * @param extension the address of record, which is the extension's name
 * @param uri the same text as in the URI of a ContactStatus event
 * @param status NonQualified, Reachable or Unreachable
 */
public record PbxContact(String extension, String uri, String status, String userAgent) {

  private static final Pattern PORT = Pattern.compile("@[^:]+:(\\d+)");

  /** The contact of that URI, {@code sip:3000@127.0.0.1:5062}, which has just registered. */
  public static PbxContact of(String uri) {
    String extension = uri.substring(uri.indexOf(':') + 1, uri.indexOf('@'));
    return new PbxContact(extension, uri, "NonQualified", "rig-phone");
  }

  /** The name under which the PBX keeps it: its extension and a hash of its URI. */
  String key() {
    UUID hash = UUID.nameUUIDFromBytes(uri.getBytes(UTF_8));
    return extension + ";@" + hash.toString().replace("-", "");
  }

  String port() {
    Matcher port = PORT.matcher(uri);
    return port.find() ? port.group(1) : "0";
  }

  /** Contacts of a stream, TCP or websocket, do not survive a restart of the PBX. */
  boolean survivesRestart() {
    return !uri.contains("transport=");
  }
}
