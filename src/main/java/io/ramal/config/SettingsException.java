package io.ramal.config;

import java.util.List;

/** The settings cannot be used; says all that is wrong at once. */
public final class SettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line for each problem: what is wrong and how to mend it. */
  public List<String> problems() {
    return problems;
  }
}
