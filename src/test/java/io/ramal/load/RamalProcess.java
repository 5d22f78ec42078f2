package io.ramal.load;

import static org.awaitility.Awaitility.await;

import io.ramal.database.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** {@code ramal serve} in a process of its own, which can be killed. */
final class RamalProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final Process process;
  private final URI base;

  private RamalProcess(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** Starts it and waits until it answers; its output is added to {@code log}. */
  static RamalProcess start(DatabaseSettings database, String extensions, Path log) {
    int port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "io.ramal.Main",
            "serve");
    builder.environment().keySet().removeIf(name -> name.startsWith("AMI_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                String.valueOf(port),
                "EXTENSIONS",
                extensions,
                "EXT_PASSWORD",
                "secret",
                "AMI_HOST",
                "127.0.0.1",
                "AMI_PORT",
                "1",
                "DB_URL",
                database.url(),
                "DB_USER",
                database.user(),
                "DB_PASSWORD",
                database.password()));
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      var started = new RamalProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
      await().atMost(START).pollInterval(Duration.ofMillis(50)).until(started::answers);
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("ramal ended with " + process.exitValue());
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(base.resolve("/extensions/status")).build();
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && !answer.body().contains("{\"extensions\":{}");
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  URI base() {
    return base;
  }

  /** As a crash ends it: SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
