package io.ramal.command;

import io.helidon.config.Config;
import io.ramal.config.SettingsException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code ramal COMMAND}. */
@Command(
    name = "ramal",
    mixinStandardHelpOptions = true,
    versionProvider = Ramal.Version.class,
    description = "Keeps a pool of Asterisk extensions.",
    subcommands = {
      Serve.class,
      Demo.class,
      Migrate.class,
      Verify.class,
      CheckConfig.class,
      Doctor.class,
      Simulate.class
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done",
      "1:it could not be done; a line says why and what to do",
      "2:the settings or the command line cannot be used; each problem is a line"
    })
public final class Ramal implements Runnable {

  @Spec private CommandSpec command;

  private Ramal() {}

  /** Runs one command; its exit code. */
  public static int run(String... arguments) {
    keepHelidonFromOurFile();
    return new CommandLine(new Ramal())
        .setExecutionExceptionHandler((failure, line, _) -> refused(failure, line.getErr()))
        .execute(arguments);
  }

  /** Helidon would read application.yaml too, and take its names for its own. */
  private static void keepHelidonFromOurFile() {
    Config.global(Config.empty());
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Name a command");
  }

  /** What an operator can mend is told in lines; anything else is ours, with its trace. */
  private static int refused(Exception failure, PrintWriter err) throws Exception {
    return switch (failure) {
      case SettingsException unusable -> told(err, unusable.problems(), Refusal.SETTINGS);
      case Refusal refusal -> told(err, refusal.lines(), refusal.exitCode());
      default -> throw failure;
    };
  }

  private static int told(PrintWriter err, List<String> lines, int exitCode) {
    lines.forEach(line -> err.println("ramal: " + line));
    return exitCode;
  }

  /** The version that the jar's manifest names. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Ramal.class.getPackage().getImplementationVersion();
      return new String[] {"Ramal " + (version == null ? "(not packaged)" : version)};
    }
  }
}
