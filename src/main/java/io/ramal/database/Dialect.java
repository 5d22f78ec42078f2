package io.ramal.database;

import java.util.Locale;
import java.util.stream.Stream;

/** The databases that Ramal speaks to; what differs between them hangs on this. */
public enum Dialect {
  /** Embedded: one process at a time, so one writer, and nobody to wait for. */
  H2("h2", "", "", ""),
  /** Several replicas on one server. */
  POSTGRESQL(
      "postgresql",
      "FOR UPDATE SKIP LOCKED",
      "FOR SHARE",
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");

  private static final String[] H2_OPTIONS = {
    "MODE=PostgreSQL",
    "DATABASE_TO_LOWER=TRUE",
    "DEFAULT_NULL_ORDERING=HIGH",
    "DB_CLOSE_ON_EXIT=FALSE",
    "TRACE_LEVEL_FILE=0"
  };

  private final String word;
  private final String skipLocked;
  private final String shareLock;
  private final String snapshot;

  Dialect(String word, String skipLocked, String shareLock, String snapshot) {
    this.word = word;
    this.skipLocked = skipLocked;
    this.shareLock = shareLock;
    this.snapshot = snapshot;
  }

  /**
   * The statement after which a transaction sees one moment only; none where nobody else writes.
   */
  String snapshot() {
    return snapshot;
  }

  /**
   * The clause that locks the picked rows and passes over those that others have locked. H2 would
   * lock every row that matches before it sorts, and has no other writer: nothing.
   */
  public String skipLocked() {
    return skipLocked;
  }

  /** The clause that keeps others from changing the rows that were read. */
  public String shareLock() {
    return shareLock;
  }

  /** The word in a JDBC URL, and the folder of its migrations. */
  String word() {
    return word;
  }

  /**
   * The URL as it is to be opened. H2 must speak as PostgreSQL does; must not close by itself when
   * the process is told to stop, before what waits has been written; must keep what is in memory
   * while nobody is connected; and need not leave a file beside the data with what its callers are
   * told anyway.
   */
  static String opened(String url) {
    if (of(url) != H2) {
      return url;
    }
    String kept = url.startsWith("jdbc:h2:mem:") ? with(url, "DB_CLOSE_DELAY=-1") : url;
    return Stream.of(H2_OPTIONS).reduce(kept, Dialect::with);
  }

  /** The URL for looking only: H2 would make a database that is not there, and tidy its file. */
  static String onlyToLook(String url) {
    if (of(url) != H2) {
      return url;
    }
    String existing = with(url, "IFEXISTS=TRUE");
    return url.startsWith("jdbc:h2:mem:") ? existing : with(existing, "ACCESS_MODE_DATA=r");
  }

  /** An option that is set in the URL counts. */
  private static String with(String url, String option) {
    String name = option.substring(0, option.indexOf('=') + 1);
    return url.toUpperCase(Locale.ROOT).contains(";" + name) ? url : url + ";" + option;
  }

  /** The dialect of a JDBC URL; throws SchemaException for a database we don't know. */
  static Dialect of(String url) {
    for (Dialect dialect : values()) {
      if (url.startsWith("jdbc:" + dialect.word + ":")) {
        return dialect;
      }
    }
    throw new SchemaException(
        "DB_URL is not understood: it must begin with jdbc:h2: or jdbc:postgresql:");
  }
}
