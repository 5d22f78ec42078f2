package io.ramal.command;

import io.ramal.config.Reading;
import io.ramal.config.SettingsException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
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
    Serve.requirePbx(reading.settings());
    requireKnown(reading.settings().http().host());
    PrintWriter out = command.commandLine().getOut();
    reading.effective().forEach(out::println);
    reading.settings().notes().forEach(note -> out.println("note: " + note));
    return 0;
  }

  private static void requireKnown(String host) {
    try {
      InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new Refusal(
          Refusal.SETTINGS,
          List.of(
              "HOST is \"" + host + "\": this machine does not know that name; 0.0.0.0 is all"));
    }
  }
}
