package io.ramal.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings, checked. {@code application.yaml} explains each; extensions are names as they stand
 * there, ranges written out.
 *
 * @param http where to listen
 * @param database where the database is
 * @param leases how long leases live
 * @param links how links to PBXs are kept
 * @param pbxs each PBX, at least one
 * @param passwords SIP passwords
 * @param notes what the operator should know about settings that were taken
 */
public record Settings(
    Http http,
    Database database,
    Leases leases,
    Links links,
    List<Pbx> pbxs,
    Passwords passwords,
    List<String> notes) {

  /**
   * Where to listen.
   *
   * @param origins whose pages may call the routes of the old service; empty for all
   */
  public record Http(String host, int port, Optional<Set<String>> origins) {}

  /** Where the database is, and as whom to use and to migrate it. */
  public record Database(
      String url,
      String user,
      String password,
      Optional<String> migrateUser,
      String migratePassword) {

    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /**
   * How long leases live.
   *
   * @param linkDownExpiry empty for never
   */
  public record Leases(
      Duration ttl,
      Duration reconnectGrace,
      Duration restartGrace,
      Optional<Duration> linkDownExpiry) {}

  /** How links to PBXs are kept. */
  public record Links(Duration pingInterval, Duration resyncInterval) {}

  /**
   * One PBX.
   *
   * @param wss where its clients register
   * @param extensions its extensions, those that are fixed included; empty leaves them as they are
   * @param fixed those of them that are hardphones'
   */
  public record Pbx(
      String name,
      String host,
      int port,
      String user,
      String password,
      String wss,
      Optional<Set<String>> extensions,
      Set<String> fixed) {

    @Override
    public String toString() {
      return name + " at " + host + ":" + port + " as " + user;
    }
  }

  /** SIP passwords. */
  public record Passwords(String common, Map<String, String> own) {

    /** The password of this extension. */
    public String of(String extension) {
      return own.getOrDefault(extension, common);
    }

    @Override
    public String toString() {
      return own.size() + " passwords and a common one";
    }
  }
}
