package io.ramal.command;

import io.ramal.config.Settings;
import io.ramal.config.SettingsException;
import io.ramal.database.DatabaseException;
import io.ramal.http.HttpStartException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
    settings.notes().forEach(LOG::warn);
    new Schema(new Rooms(settings).database()).migrateWhenThere();
    Server server = started(settings);
    LOG.info("Ramal is listening on {}", server.url());
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    stopped.await();
    return 0;
  }

  private static Server started(Settings settings) {
    try {
      return Server.start(settings);
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
