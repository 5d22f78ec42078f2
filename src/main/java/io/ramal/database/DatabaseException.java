package io.ramal.database;

/** A statement or a transaction failed; {@link Kind} says what that means for the caller. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What a failure means. */
  public enum Kind {
    /** No connection could be had, or it broke before the commit: nothing was changed. */
    UNAVAILABLE,
    /** The connection broke during the commit: it may have happened or not. */
    OUTCOME_UNKNOWN,
    /** The database refused the statement: nothing was changed. */
    REJECTED
  }

  private final Kind kind;

  DatabaseException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What the failure means. */
  public Kind kind() {
    return kind;
  }
}
