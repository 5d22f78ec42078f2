package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import io.ramal.doctor.Examination;
import io.ramal.doctor.Report;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ramal doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at the settings, the database and each PBX, and says what is wrong, why it matters"
          + " and which line to change. It changes nothing itself, and may run beside the server."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is wrong",
      "2:the settings cannot be used; each problem is a line"
    })
final class Doctor implements Callable<Integer> {

  @Mixin private SettingsOption option;

  @Option(names = "--json", description = "Prints the findings as JSON.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws SettingsException, InterruptedException {
    Settings settings = option.read();
    Serve.requirePbx(settings);
    var rooms = new Rooms(settings);
    Report report =
        new Examination(settings, rooms.database(), rooms.linkTimes(), InstantSource.system())
            .report();
    print(report, command.commandLine().getOut());
    return report.isWrong() ? 1 : 0;
  }

  private void print(Report report, PrintWriter out) {
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
  }
}
