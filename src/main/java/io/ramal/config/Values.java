package io.ramal.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/**
 * Turns texts into values; a text that is nonsense is a problem, and some value stands in for it.
 */
final class Values {

  private static final int HIGHEST_PORT = 65_535;

  private final Sources sources;
  private final Consumer<String> problems;

  Values(Sources sources, Consumer<String> problems) {
    this.sources = sources;
    this.problems = problems;
  }

  Duration duration(String name) {
    String text = sources.value(name);
    try {
      Duration duration = Duration.parse(text);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeParseException nonsense) {
      // told below, with a duration that is not positive
    }
    problems.accept(name + ": '" + text + "' is no duration: write PT30S or PT5M");
    return Duration.ofSeconds(1);
  }

  int port(String name, int lowest) {
    return port(name, sources.value(name), lowest);
  }

  int port(String name, String text, int lowest) {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : -1;
    if (port < lowest || port > HIGHEST_PORT) {
      problems.accept(
          name
              + ": '"
              + text
              + "' is no port: write a number from "
              + lowest
              + " to "
              + HIGHEST_PORT);
    }
    return port;
  }

  /** An address of a WebSocket. */
  String webSocket(String name, String text) {
    if (!isWebSocket(text)) {
      problems.accept(
          name + ": '" + text + "' is no address of a WebSocket: write wss://pbx.example:8089/ws");
    }
    return text;
  }

  private static boolean isWebSocket(String text) {
    try {
      var address = new URI(text);
      return String.valueOf(address.getScheme()).matches("wss?") && address.getHost() != null;
    } catch (URISyntaxException nonsense) {
      return false;
    }
  }

  /** A text that goes into a line of AMI: a break in it would begin a line of its own. */
  String line(String name, String text) {
    if (text.chars().anyMatch(c -> c == '\r' || c == '\n')) {
      problems.accept(name + ": there is a line break in it: take it out");
    }
    return text;
  }

  String notEmpty(String name, String text) {
    if (text.isBlank()) {
      problems.accept(name + " is empty: set it");
    }
    return line(name, text);
  }
}
