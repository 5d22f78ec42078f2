package io.ramal.config;

import java.util.List;

/** Settings that cannot be used. */
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Each problem, a line that says what is wrong and how to mend it. */
  public List<String> problems() {
    return problems;
  }
}
