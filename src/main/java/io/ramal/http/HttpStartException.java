package io.ramal.http;

/** The server cannot listen where it is told to; the message says where. */
public final class HttpStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HttpStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
