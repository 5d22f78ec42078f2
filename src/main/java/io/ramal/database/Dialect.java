package io.ramal.database;

/** The databases that Ramal speaks to; what differs between them hangs on this. */
enum Dialect {
  /** Embedded, one process at a time. */
  H2("h2"),
  /** Several replicas on one server. */
  POSTGRESQL("postgresql");

  private final String word;

  Dialect(String word) {
    this.word = word;
  }

  /** The word in a JDBC URL, and the folder of its migrations. */
  String word() {
    return word;
  }

  /** The dialect of a JDBC URL; throws StartRefusedException for a database we don't know. */
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
