package io.ramal.rig;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A live channel as the PBX lists it.
 *
 * @param name {@code PJSIP/3000-00000001}
 * @param state Down, Ring, Ringing or Up
 */
public record PbxChannel(String name, String uniqueid, String linkedid, String state) {

  private static final Pattern NAME = Pattern.compile("[^/]+/(.+)-[0-9a-f]{8}(;[12])?");

  public static PbxChannel up(String name, String uniqueid) {
    return new PbxChannel(name, uniqueid, uniqueid, "Up");
  }

  /** The extension it is a channel of: what is between the technology and the last dash. */
  public String extension() {
    Matcher parts = NAME.matcher(name);
    return parts.matches() ? parts.group(1) : name;
  }

  PbxChannel withState(String newState) {
    return new PbxChannel(name, uniqueid, linkedid, newState);
  }
}
