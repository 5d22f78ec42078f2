package io.ramal.doctor;

/** How bad a finding is. */
enum Severity {
  /** Something does not work, or what was promised does not hold. */
  ERROR("error"),
  /** It works today; it harms on a bad day. */
  WARNING("warning"),
  /** Worth knowing, nothing to mend; or it could not be told. */
  NOTE("note");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
