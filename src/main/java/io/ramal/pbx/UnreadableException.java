package io.ramal.pbx;

/** The PBX answers, but does not say what it has; the message says why. */
final class UnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableException(String message) {
    super(message);
  }
}
