package io.ramal.config;

import java.util.Optional;
import java.util.stream.Stream;

/** The names that can be set: in the environment, as a system property or in the file. */
enum Key {
  HOST,
  PORT,
  API_PORT,
  CORS_ORIGINS,
  DB_URL,
  DB_USER,
  DB_PASSWORD(true, false),
  DB_MIGRATE_USER,
  DB_MIGRATE_PASSWORD(true, false),
  EXTENSIONS(false, true),
  FIXED_EXTENSIONS(false, true),
  EXT_PASSWORD(true, false),
  EXT_PASSWORDS_FILE,
  WSS_URL,
  AMI_HOST(false, true),
  AMI_PORT(false, true),
  AMI_USER(false, true),
  AMI_PASS(true, true),
  AMI_PING_INTERVAL,
  RESYNC_INTERVAL,
  LEASE_TTL,
  RECONNECT_GRACE,
  RESTART_GRACE,
  LINK_DOWN_EXPIRY,
  /** Of the old service: it freed live clients. Taken, and of no effect. */
  BUSY_TTL_MS;

  private final boolean secret;
  private final boolean ofOnePbx;

  Key() {
    this(false, false);
  }

  Key(boolean secret, boolean ofOnePbx) {
    this.secret = secret;
    this.ofOnePbx = ofOnePbx;
  }

  /** Whether it is never shown. */
  boolean secret() {
    return secret;
  }

  /** Whether it describes the one PBX that is not in a list, and means nothing beside a list. */
  boolean ofOnePbx() {
    return ofOnePbx;
  }

  static Optional<Key> named(String name) {
    return Stream.of(values()).filter(key -> key.name().equals(name)).findFirst();
  }
}
