package io.ramal.config;

/**
 * A password: shown by nothing that shows settings.
 *
 * @param value the password itself; empty when there is none
 */
public record Secret(String value) {

  /** No password. */
  public static final Secret NONE = new Secret("");

  /** Whether it is set, and nothing more. */
  @Override
  public String toString() {
    return value.isEmpty() ? "(empty)" : "(set)";
  }
}
