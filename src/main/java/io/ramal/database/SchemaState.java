package io.ramal.database;

/** How the schema of a database stands to the one that this version of Ramal knows. */
public enum SchemaState {
  /** It is that one. */
  CURRENT,
  /** Migrations have still to run. */
  OLDER,
  /** A newer version of Ramal has migrated it. */
  NEWER,
  /** A migration was changed after it had run. */
  CHANGED,
  /** There is a database, and no schema of Ramal in it. */
  MISSING,
  /** There is no database yet; H2 makes it when it is first opened. */
  ABSENT,
  /** Another process has it open, and only one can (H2). */
  IN_USE
}
