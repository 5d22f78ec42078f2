package io.ramal.pbx;

import java.util.stream.Stream;

/**
 * Where a PBX is and how to log in.
 *
 * @param name how Ramal calls it: the {@code pbx} of extensions, history and routes
 * @param host where its AMI is
 * @param port of its AMI
 * @param user section of its {@code manager.conf}
 * @param secret of that user
 */
public record PbxSettings(String name, String host, int port, String user, String secret) {

  private static final int NAME_LIMIT = 40;

  /**
   * Throws IllegalArgumentException for an empty name, host or user, for a name of more than 40
   * characters, for a port that is none, and for a line break anywhere: it would begin an action of
   * its own.
   */
  public PbxSettings {
    if (name.isBlank() || host.isBlank() || user.isBlank()) {
      throw new IllegalArgumentException("a PBX needs a name, a host and a user");
    }
    if (name.length() > NAME_LIMIT) {
      throw new IllegalArgumentException("too long a name for a PBX: " + name);
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (Stream.of(name, host, user, secret).anyMatch(PbxSettings::breaksLine)) {
      throw new IllegalArgumentException("a line break in the settings of PBX " + name.strip());
    }
  }

  private static boolean breaksLine(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
  }

  @Override
  public String toString() {
    return name + " (" + user + " at " + host + ":" + port + ")";
  }
}
