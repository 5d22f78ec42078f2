package io.ramal.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Many phones at once, played by sipp from one UDP port, which is the address of them all. They
 * have no media.
 */
public final class PhoneCrowd implements AutoCloseable {

  private static final int DEADLINE = 60; // s
  private static final int EXPIRES = 120; // s
  private static final int MOST_TOLD = 2_000; // characters of what went wrong
  private static final int AT_ONCE = 5_000; // a second, more than any PBX answers

  private final AsteriskRig rig;
  private final List<String> extensions;
  private final int port = freePort();
  private final List<Process> answering = new ArrayList<>();

  /** A phone for each of these extensions of that PBX. */
  public PhoneCrowd(AsteriskRig rig, List<String> extensions) {
    this.rig = rig;
    this.extensions = List.copyOf(extensions);
  }

  private static int freePort() {
    try (var socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All register at once; returns when each was told that it is. */
  public void register() {
    register(EXPIRES);
  }

  /** All take their registrations back at once; nobody answers calls any more. */
  public void unregister() {
    hangUpForGood();
    register(0);
  }

  private void register(int expires) {
    Path users =
        users("register", extensions.stream().map(name -> user(name, String.valueOf(expires))));
    List<String> options =
        new ArrayList<>(
            List.of("-p", String.valueOf(port), "-l", String.valueOf(extensions.size())));
    options.addAll(scenario("sipp-register.xml", users, extensions.size(), AT_ONCE));
    await("register", sipp("register", options));
  }

  /** From now on they take every call, and hang up when the caller does. */
  public void answerCalls() {
    answering.add(sipp("answer", List.of("-sn", "uas", "-p", String.valueOf(port))));
  }

  /**
   * So many of them, one after the other, call a number each and talk a second; returns when each
   * call was answered and is over.
   *
   * @param within the time in which they begin
   * @param numbers taken in turn
   */
  public void call(int calls, Duration within, List<String> numbers) {
    var callers =
        IntStream.range(0, calls)
            .mapToObj(
                call ->
                    user(
                        extensions.get(call % extensions.size()),
                        numbers.get(call % numbers.size())));
    int rate = Math.ceilDiv(calls, (int) within.toSeconds());
    List<String> options = new ArrayList<>(List.of("-d", "1000", "-l", String.valueOf(calls)));
    options.addAll(scenario("sipp-call.xml", users("call", callers), calls, rate));
    await("call", sipp("call", options));
  }

  private String user(String extension, String third) {
    return "%s;[authentication username=%s password=%s];%s"
        .formatted(extension, extension, rig.options().sipPassword(), third);
  }

  private Path users(String name, Stream<String> lines) {
    try {
      Path file = rig.folder().resolve("sipp-" + name + ".csv");
      List<String> all = new ArrayList<>(List.of("SEQUENTIAL"));
      lines.forEach(all::add);
      return Files.write(file, all);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> scenario(String file, Path users, int times, int perSecond) {
    return List.of(
        "-sf",
        RigScript.folder().resolve(file).toString(),
        "-inf",
        users.toString(),
        "-m",
        String.valueOf(times),
        "-r",
        String.valueOf(perSecond));
  }

  private Process sipp(String name, List<String> options) {
    List<String> command = new ArrayList<>(List.of("sipp", "127.0.0.1:" + rig.sipPort()));
    command.addAll(List.of("-i", "127.0.0.1", "-nostdin", "-trace_err"));
    command.addAll(List.of("-error_file", errors(name).toString()));
    command.addAll(options);
    try {
      return new ProcessBuilder(command)
          .directory(rig.folder().toFile())
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path errors(String name) {
    return rig.folder().resolve("sipp-" + name + ".errors");
  }

  private void await(String name, Process sipp) {
    try {
      if (!sipp.waitFor(DEADLINE, TimeUnit.SECONDS)) {
        sipp.destroyForcibly();
        throw new IllegalStateException("sipp takes too long to " + name);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
    if (sipp.exitValue() != 0) {
      throw new IllegalStateException("not every phone could " + name + ": " + firstError(name));
    }
  }

  private String firstError(String name) {
    try {
      String all =
          Files.exists(errors(name)) ? Files.readString(errors(name)) : "sipp says no more";
      return all.substring(0, Math.min(MOST_TOLD, all.length()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void hangUpForGood() {
    answering.forEach(sipp -> sipp.destroyForcibly().onExit().join());
    answering.clear();
  }

  @Override
  public void close() {
    hangUpForGood();
  }
}
