package io.ramal;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The door of the program: {@code ramal <command>}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    LogBridge.install();
    System.exit(new CommandLine(new Ramal()).execute(args));
  }

  @Command(name = "ramal", mixinStandardHelpOptions = true, subcommands = Serve.class)
  private static final class Ramal {}

  @Command(name = "serve", mixinStandardHelpOptions = true, description = "Run the server.")
  private static final class Serve implements Runnable {
    @Spec private CommandSpec command;

    @Override
    public void run() {
      command.commandLine().getOut().println("Nothing to serve yet → soon");
    }
  }
}
