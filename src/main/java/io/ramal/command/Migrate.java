package io.ramal.command;

import io.ramal.config.SettingsException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ramal migrate}. */
@Command(
    name = "migrate",
    mixinStandardHelpOptions = true,
    description =
        "Brings the schema of the database up to date, as DB_MIGRATE_USER where it is set.")
final class Migrate implements Callable<Integer> {

  @Mixin private SettingsOption option;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws SettingsException {
    int applied = new Schema(new Rooms(option.read()).database()).migrate();
    command
        .commandLine()
        .getOut()
        .println(
            applied == 0
                ? "The schema is up to date."
                : "The schema is up to date; migrations applied: " + applied + ".");
    return 0;
  }
}
