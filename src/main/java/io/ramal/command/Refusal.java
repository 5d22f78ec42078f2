package io.ramal.command;

import java.util.List;

/** What keeps a command from doing its work: lines for the operator, and the exit code. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The settings cannot be used. */
  static final int SETTINGS = 2;

  /** Something else is in the way. */
  static final int OTHER = 1;

  private final transient List<String> lines;
  private final int exitCode;

  Refusal(int exitCode, List<String> lines) {
    super(String.join("; ", lines));
    this.lines = List.copyOf(lines);
    this.exitCode = exitCode;
  }

  List<String> lines() {
    return lines;
  }

  int exitCode() {
    return exitCode;
  }
}
