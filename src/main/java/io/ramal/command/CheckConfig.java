package io.ramal.command;

import io.ramal.config.Reading;
import io.ramal.config.SettingsException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ramal check-config}. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = "Checks the settings and shows what is in force, and where it is set.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:the settings can be used", "2:they cannot; each problem is a line"})
final class CheckConfig implements Callable<Integer> {

  @Mixin private SettingsOption option;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws SettingsException {
    Reading reading = option.reading();
    PrintWriter out = command.commandLine().getOut();
    reading.effective().forEach(out::println);
    reading.settings().notes().forEach(note -> out.println("note: " + note));
    return 0;
  }
}
