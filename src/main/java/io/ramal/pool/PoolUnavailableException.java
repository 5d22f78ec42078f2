package io.ramal.pool;

/** The pool cannot answer now. Nothing was acknowledged; the client may try again. */
public final class PoolUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean unknown;

  /**
   * With the reason for the log.
   *
   * @param unknown whether the command may have been committed all the same
   */
  public PoolUnavailableException(String message, boolean unknown, Throwable cause) {
    super(message, cause);
    this.unknown = unknown;
  }

  /** Whether the command may have been committed all the same. */
  public boolean unknown() {
    return unknown;
  }
}
