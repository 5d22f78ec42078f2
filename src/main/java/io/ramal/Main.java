package io.ramal;

import io.ramal.command.Ramal;

/** The door of the program. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    LogBridge.install();
    System.exit(Ramal.run(args));
  }
}
