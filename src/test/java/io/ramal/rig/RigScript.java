package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The scripts of the folder {@code asterisk}, run from Java. */
final class RigScript {

  private static final int DEADLINE = 60; // s

  private RigScript() {}

  /** The folder {@code asterisk} of the project this runs in. */
  static Path folder() {
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve("asterisk"))
        .filter(path -> Files.isExecutable(path.resolve("start")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no folder asterisk here or above"));
  }

  static List<String> command(String script, List<String> arguments) {
    return Stream.concat(Stream.of(folder().resolve(script).toString()), arguments.stream())
        .toList();
  }

  /** Runs a script to its end and returns what it said; an exit other than 0 is an error. */
  static String run(String script, List<String> arguments) {
    return runCommand(script, command(script, arguments));
  }

  /** The same for a Python module that can be run. */
  static String python(String module, List<String> arguments) {
    List<String> command = new ArrayList<>(command(module, arguments));
    command.addFirst("python3");
    return runCommand(module, command);
  }

  private static String runCommand(String script, List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> output(process));
      if (!process.waitFor(DEADLINE, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " takes too long");
      }
      return checked(script, process.exitValue(), said.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String checked(String script, int exit, String said) {
    if (exit != 0) {
      throw new IllegalStateException("asterisk/" + script + ": " + said.strip());
    }
    return said;
  }

  private static String output(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A process that, when its standard input ends, kills the instance of that folder and removes the
   * folder. The input ends with this JVM, also with one that is killed.
   */
  static Process keeper(Path instance) throws IOException {
    String script = "cat >/dev/null; \"$0\" --dir \"$1\" --hard; rm -rf \"$1\"";
    return new ProcessBuilder(
            "setsid", "bash", "-c", script, folder().resolve("stop").toString(), instance + "")
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }
}
