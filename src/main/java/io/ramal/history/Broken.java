package io.ramal.history;

/** Ends a verification at the first thing that is wrong; never leaves {@link Verifier}. */
final class Broken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String where;

  Broken(String where, String what) {
    super(what);
    this.where = where;
  }

  Verdict verdict() {
    return new Verdict.Broken(where, getMessage());
  }

  static void unless(boolean right, String where, String what) {
    if (!right) {
      throw new Broken(where, what);
    }
  }
}
