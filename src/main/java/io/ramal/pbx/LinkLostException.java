package io.ramal.pbx;

/** The connection is over, or the PBX does not answer any more; the message says why. */
final class LinkLostException extends Exception {

  private static final long serialVersionUID = 1L;

  LinkLostException(String message) {
    super(message);
  }
}
