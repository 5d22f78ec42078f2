package io.ramal.load;

import io.ramal.database.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL of its own, which can be stopped as by a crash and started again on its data. */
final class FragilePostgres implements AutoCloseable {

  private final Path data;
  private EmbeddedPostgres server;

  FragilePostgres(Path data) {
    this.data = data;
    server = started(0);
  }

  private EmbeddedPostgres started(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setPGStartupWait(Duration.ofSeconds(30))
          .setServerConfig("fsync", "on")
          .setServerConfig("full_page_writes", "on")
          .setServerConfig("synchronous_commit", "on")
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  DatabaseSettings settings() {
    String url = "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    return DatabaseSettings.of(url, "postgres", "postgres");
  }

  /** As {@code pg_ctl stop -m immediate}: every session ends in the middle of what it does. */
  void crash() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
      new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
      ProcessHandle.of(pid).ifPresent(postmaster -> postmaster.onExit().join());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** After a crash: recovers, on the same port. */
  void restart() {
    int port = server.getPort();
    close();
    server = started(port);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
