package io.ramal.database;

/**
 * The database cannot be used as it is; the message says in one line what is wrong and what to do.
 */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }

  SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
