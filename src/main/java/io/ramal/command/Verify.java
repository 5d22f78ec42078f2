package io.ramal.command;

import io.ramal.config.SettingsException;
import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import io.ramal.pool.PoolReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ramal verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Proves the history: nothing is missing, nothing was changed, and the pool is as it says.",
      "On H2 the server must be stopped; on PostgreSQL it may go on."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:proven",
      "1:broken, the first row is named; or it could not be read",
      "2:settings"
    })
final class Verify implements Callable<Integer> {

  @Mixin private SettingsOption option;
  @Spec private CommandSpec command;

  @Override
  public Integer call() throws SettingsException {
    DatabaseSettings settings = new Rooms(option.read()).database();
    try (Database database = Databases.open(settings)) {
      return said(new Verifier(database, PoolReader::all).verify());
    } catch (DatabaseException failure) {
      throw new Refusal(
          Refusal.OTHER,
          List.of(
              "the history cannot be read: "
                  + failure.getMessage()
                  + "; with H2 stop the server first, otherwise check DB_URL, and run 'ramal"
                  + " migrate' if it has never run"));
    }
  }

  private int said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Proven proven -> {
        command
            .commandLine()
            .getOut()
            .println(
                "Proven: "
                    + proven.rows()
                    + " rows of extension_history, "
                    + proven.linkRows()
                    + " of pbx_link_history, "
                    + proven.extensions()
                    + " extensions as their last row says. Last hash "
                    + proven.lastHash());
        yield 0;
      }
      case Verdict.Broken broken -> {
        command.commandLine().getOut().println("Broken: " + broken.where() + " " + broken.what());
        yield 1;
      }
    };
  }
}
