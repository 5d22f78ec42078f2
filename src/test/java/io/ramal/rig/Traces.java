package io.ramal.rig;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The recordings in {@code src/test/resources/ami-traces}; their README says what each shows. */
public final class Traces {

  private static final String FOLDER = "/ami-traces/";

  private Traces() {}

  /** The names of all recordings but those of single actions. */
  public static List<String> names() {
    return files().filter(name -> !name.startsWith("action-")).toList();
  }

  /** The names of {@link #names} with the parts of one recording, -1 and -2, under one name. */
  public static List<String> scenarios() {
    return names().stream().map(name -> name.replaceFirst("-[12]$", "")).distinct().toList();
  }

  /** The recording of that name; its blocks are those of both parts for a scenario of two. */
  public static List<AmiBlock> blocks(String name) {
    return scenario(name).stream().flatMap(trace -> trace.blocks().stream()).toList();
  }

  /** The parts of a scenario, in order; a connection each. */
  static List<Trace> scenario(String name) {
    List<String> parts = names().stream().filter(part -> part.matches(name + "(-[12])?")).toList();
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no recording " + name);
    }
    return parts.stream().map(Traces::load).toList();
  }

  static Trace load(String name) {
    String stream = new String(bytes(name + ".ami"), UTF_8);
    Map<Integer, Duration> times = times(new String(bytes(name + ".times"), UTF_8));
    List<Trace.Entry> entries = new ArrayList<>();
    int begin = stream.indexOf("\r\n") + 2; // behind the greeting, a line without an empty one
    int offset = begin;
    Duration at = Duration.ZERO;
    while (begin < stream.length()) {
      int end = stream.indexOf("\r\n\r\n", begin) + 4;
      String text = stream.substring(begin, end);
      at = times.getOrDefault(offset, at);
      entries.add(new Trace.Entry(at, text, AmiBlock.parse(text)));
      offset += entries.getLast().bytes().length;
      begin = end;
    }
    return new Trace(name, entries);
  }

  /** When the block at each offset arrived. */
  private static Map<Integer, Duration> times(String text) {
    Map<Integer, Duration> times = new HashMap<>();
    text.lines()
        .map(line -> line.split("\t", -1))
        .filter(columns -> columns[0].equals("R"))
        .forEach(columns -> times.putIfAbsent(Integer.valueOf(columns[1]), seconds(columns[2])));
    return times;
  }

  private static Duration seconds(String text) {
    return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValueExact());
  }

  static byte[] bytes(String file) {
    try (InputStream in = Traces.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> files() {
    try (Stream<Path> files = Files.list(Path.of(Traces.class.getResource(FOLDER).toURI()))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".ami"))
          .map(file -> file.substring(0, file.length() - ".ami".length()))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
