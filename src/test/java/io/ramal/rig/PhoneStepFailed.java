package io.ramal.rig;

/** A step of a {@link RigPhone} was refused or not answered. */
public final class PhoneStepFailed extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int code;

  PhoneStepFailed(String extension, String step, int code, String error) {
    super("%s %s: %s".formatted(extension, step, error));
    this.code = code;
  }

  /** The SIP code of the refusal; 0 if no answer came. */
  public int code() {
    return code;
  }
}
