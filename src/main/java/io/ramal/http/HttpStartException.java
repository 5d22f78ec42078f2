package io.ramal.http;

/** The server cannot listen where it is told to; the message says where. */
public final class HttpStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HttpStartException(HttpSettings settings, String why, Throwable cause) {
    super(
        "cannot listen on " + settings.host() + " port " + settings.port() + " (" + why + ")",
        cause);
  }
}
