package io.ramal.benchmark;

import io.ramal.command.Server;
import io.ramal.database.DatabaseSettings;
import io.ramal.e2e.TestSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** The whole server, over HTTP; its PBX is away, as it may be. */
final class ServerStage implements Stage {

  private final Server server;
  private final URI base;

  ServerStage(DatabaseSettings settings) {
    server = Server.start(TestSettings.of(settings, environment()));
    base = URI.create(server.url());
    awaitPool();
  }

  private static Map<String, String> environment() {
    return Map.of(
        "PORT", "0", "AMI_PORT", "1", "EXTENSIONS", "1000-" + (999 + Benchmark.EXTENSIONS));
  }

  /** The leader configures the pool a moment after the start. */
  private void awaitPool() {
    for (int attempt = 0; ; attempt++) {
      try {
        new HttpClientCycle(base).run();
        return;
      } catch (IOException notYet) {
        if (attempt == 1_000) {
          throw new UncheckedIOException(notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public Load.Cycle client() {
    return new HttpClientCycle(base);
  }

  @Override
  public void close() {
    server.close();
  }
}
