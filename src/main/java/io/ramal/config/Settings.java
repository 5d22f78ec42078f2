package io.ramal.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that can be set, checked as a whole.
 *
 * @param http where the server listens
 * @param database where the pool and its history are kept
 * @param leases how long a lease lives without evidence
 * @param links how the PBXs are watched
 * @param pbxs the PBXs, at least one, each with a name of its own
 * @param passwords of the extensions
 * @param notes a line for each thing that is right and yet worth knowing
 */
public record Settings(
    Http http,
    Database database,
    Leases leases,
    Links links,
    List<Pbx> pbxs,
    Passwords passwords,
    List<String> notes) {

  /** Copies the list; throws IllegalArgumentException when it is empty. */
  public Settings {
    pbxs = List.copyOf(pbxs);
    notes = List.copyOf(notes);
    if (pbxs.isEmpty()) {
      throw new IllegalArgumentException("there must be a PBX");
    }
  }

  /** The same with its one PBX under another name. */
  public Settings ofPbx(String name) {
    Pbx pbx = pbxs.getFirst();
    var renamed =
        new Pbx(
            name, pbx.host, pbx.port, pbx.user, pbx.password, pbx.wss, pbx.extensions, pbx.fixed);
    return new Settings(http, database, leases, links, List.of(renamed), passwords, notes);
  }

  /**
   * Where the server listens.
   *
   * @param host {@code HOST}
   * @param port {@code PORT}; 0 for any that is free
   * @param origins {@code CORS_ORIGINS}; empty for all
   */
  public record Http(String host, int port, Optional<Set<String>> origins) {}

  /**
   * Where the pool and its history are kept.
   *
   * @param url {@code DB_URL}
   * @param user {@code DB_USER}
   * @param password {@code DB_PASSWORD}
   * @param migrateUser {@code DB_MIGRATE_USER}; empty when the tables have no owner of their own
   * @param migratePassword {@code DB_MIGRATE_PASSWORD}
   */
  public record Database(
      String url,
      String user,
      Secret password,
      Optional<String> migrateUser,
      Secret migratePassword) {}

  /**
   * How long a lease lives without evidence.
   *
   * @param ttl {@code LEASE_TTL}
   * @param reconnectGrace {@code RECONNECT_GRACE}
   * @param restartGrace {@code RESTART_GRACE}
   * @param linkDownExpiry {@code LINK_DOWN_EXPIRY}; empty when it is off
   */
  public record Leases(
      Duration ttl,
      Duration reconnectGrace,
      Duration restartGrace,
      Optional<Duration> linkDownExpiry) {}

  /**
   * How the PBXs are watched.
   *
   * @param resyncInterval {@code RESYNC_INTERVAL}
   * @param pingInterval {@code AMI_PING_INTERVAL}
   */
  public record Links(Duration resyncInterval, Duration pingInterval) {}

  /**
   * One PBX.
   *
   * @param name how it is called in answers and in the history
   * @param host where its AMI is; empty when nobody has said
   * @param port of its AMI
   * @param user section of its {@code manager.conf}
   * @param password of that user
   * @param wss where its softphones register
   * @param extensions its extensions, those that are fixed among them; empty to leave them as they
   *     are in the database
   * @param fixed those that are hardphones': followed, never handed out
   */
  public record Pbx(
      String name,
      String host,
      int port,
      String user,
      Secret password,
      String wss,
      Optional<Set<String>> extensions,
      Set<String> fixed) {}

  /**
   * The SIP passwords.
   *
   * @param common {@code EXT_PASSWORD}: of every extension that has none of its own
   * @param own of single extensions: the lines of {@code EXT_PASSWORDS_FILE}
   */
  public record Passwords(Secret common, Map<String, Secret> own) {

    /** The password of the extension. */
    public Secret of(String extension) {
      return own.getOrDefault(extension, common);
    }
  }
}
