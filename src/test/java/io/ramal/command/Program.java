package io.ramal.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged program in a process of its own. */
final class Program implements AutoCloseable {

  private static final Path JAR = Path.of("target/ramal.jar").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Pattern LISTENING = Pattern.compile("Ramal is listening on (http://\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a command in this directory, with these variables and no others of ours. */
  static Program start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    Path out = Files.createTempFile(directory, "out", ".log");
    Path err = Files.createTempFile(directory, "err", ".log");
    List<String> command =
        Stream.concat(
                Stream.of(JAVA.toString(), "-Dstdout.encoding=UTF-8", "-jar", JAR.toString()),
                Stream.of(arguments))
            .toList();
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(AMI|EXT|LEASE|DB|CORS)_.*"));
    builder.environment().putAll(environment);
    return new Program(builder.start(), out, err);
  }

  /** Waits for its end; its exit code. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("it does not end: " + said());
    }
    return process.exitValue();
  }

  /** Waits until it has said this. */
  void awaitSaid(String text) {
    await().atMost(PATIENCE).until(() -> said().contains(text) || !process.isAlive());
    if (!said().contains(text)) {
      throw new IllegalStateException("it ended: " + said());
    }
  }

  /** Waits until it listens; where. */
  String awaitUrl() {
    awaitSaid("Ramal is listening on ");
    Matcher listening = LISTENING.matcher(said());
    if (!listening.find()) {
      throw new IllegalStateException(said());
    }
    return listening.group(1);
  }

  static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** The lines that it has printed to its output. */
  List<String> output() {
    return lines(out);
  }

  /** The lines that it has printed to its error output. */
  List<String> errors() {
    return lines(err);
  }

  private String said() {
    return String.join("\n", output()) + "\n" + String.join("\n", errors());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  @Override
  public void close() {
    Optional.of(process).filter(Process::isAlive).ifPresent(Process::destroyForcibly);
    process.onExit().join();
  }
}
