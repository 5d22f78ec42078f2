package io.ramal.pbx;

/** The PBX does not let the user in, or lets it do too little; the message says why. */
final class LoginRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final String NEEDS =
      "too few privileges: the AMI user needs read=system,call and write=system";

  LoginRefusedException(String message) {
    super(message);
  }

  static LoginRefusedException neverBooted(String evidence) {
    return new LoginRefusedException(
        evidence + ": the PBX is still starting, or the AMI user lacks read=system");
  }

  static LoginRefusedException tooFewPrivileges(String evidence) {
    return new LoginRefusedException(NEEDS + " (" + evidence + ")");
  }
}
