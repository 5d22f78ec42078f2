package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import io.ramal.database.DatabaseException;
import io.ramal.http.HttpStartException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ramal serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the server until it is told to stop (SIGTERM, Ctrl-C).")
final class Serve implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger("io.ramal");

  @Mixin private SettingsOption option;

  @Override
  public Integer call() throws InterruptedException, SettingsException {
    Settings settings = option.read();
    requirePbx(settings);
    settings.notes().forEach(LOG::warn);
    new Schema(new Rooms(settings).database()).migrateWhenThere();
    Server server = started(() -> Server.start(settings));
    LOG.info("Ramal is listening on {}", server.url());
    untilTold(server::close);
    return 0;
  }

  /** There is no telling where a PBX is, and nobody should take a simulated one for theirs. */
  static void requirePbx(Settings settings) {
    if (settings.pbxs().stream().anyMatch(pbx -> pbx.host().isEmpty())) {
      throw new Refusal(
          Refusal.SETTINGS,
          List.of(
              "AMI_HOST is not set: name the host of the PBX; to try Ramal without a PBX, run"
                  + " 'ramal demo'"));
    }
  }

  /** Does these, in order, when the process is told to stop; does not return before. */
  static void untilTold(Runnable... stops) throws InterruptedException {
    var stop = new Thread(() -> List.of(stops).forEach(Runnable::run), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    new CountDownLatch(1).await();
  }

  static Server started(Supplier<Server> start) {
    try {
      return start.get();
    } catch (DatabaseException away) {
      throw new Refusal(
          Refusal.OTHER, List.of("the database went away: " + away.getMessage() + "; start again"));
    } catch (HttpStartException failure) {
      throw new Refusal(
          Refusal.OTHER,
          List.of(failure.getMessage() + ": set HOST and PORT to what is free on this machine"));
    }
  }
}
