package io.ramal.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the text of a setting means. Each throws IllegalArgumentException with what it must be, as
 * the end of a sentence.
 */
final class Meanings {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_.:%\\[\\]-]{1,255}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#\\s,]+");
  private static final int LAST_PORT = 65_535;

  private Meanings() {}

  static String name(String text) {
    return matching(text, NAME, "must be 1 to 40 characters of A-Z a-z 0-9 _ . -");
  }

  static String host(String text) {
    return matching(text, HOST, "must be a host name or an address, without a port");
  }

  private static String matching(String text, Pattern pattern, String must) {
    require(pattern.matcher(text).matches(), must);
    return text;
  }

  static String oneLine(String text) {
    require(text.chars().noneMatch(Character::isISOControl), "must not have control characters");
    return text;
  }

  static Secret secret(String text) {
    return new Secret(oneLine(text));
  }

  static int port(String text) {
    return port(text, 1);
  }

  static int listeningPort(String text) {
    return port(text, 0);
  }

  private static int port(String text, int first) {
    require(
        !text.contains("://"),
        "must be a number; Kubernetes and Docker set it like this for a service of that name: give"
            + " the service another name, or set enableServiceLinks: false");
    boolean number = text.matches("[0-9]{1,5}");
    int port = number ? Integer.parseInt(text) : -1;
    require(port >= first && port <= LAST_PORT, "must be a number from " + first + " to 65535");
    return port;
  }

  /** A duration within these bounds. */
  static Function<String, Duration> duration(Duration least, Duration most) {
    return text -> {
      Duration duration = duration(text);
      boolean within = duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
      require(within, "must be from " + least + " to " + most);
      return duration;
    };
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException malformed) {
      String hint = text.matches("[0-9]{1,9}") ? " (" + text + " seconds are PT" + text + "S)" : "";
      throw new IllegalArgumentException("must be an ISO-8601 duration such as PT30S" + hint);
    }
  }

  /** A duration within these bounds, or empty for {@code off}. */
  static Function<String, Optional<Duration>> durationOrOff(Duration least, Duration most) {
    return text ->
        text.equalsIgnoreCase("off") || text.equalsIgnoreCase("false")
            ? Optional.empty()
            : Optional.of(durationOrElse("off", text, duration(least, most)));
  }

  private static Duration durationOrElse(
      String word, String text, Function<String, Duration> meaning) {
    try {
      return meaning.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(wrong.getMessage() + ", or " + word, wrong);
    }
  }

  static String databaseUrl(String text) {
    boolean known = text.startsWith("jdbc:h2:") || text.startsWith("jdbc:postgresql:");
    require(known, "must begin with jdbc:h2: or jdbc:postgresql:");
    require(
        !text.toLowerCase(Locale.ROOT).contains("password="),
        "must not contain a password: set DB_USER and DB_PASSWORD");
    return text;
  }

  static String webSocketUrl(String text) {
    require(isWebSocket(text), "must be an address such as wss://pbx.example:8089/ws");
    return text;
  }

  private static boolean isWebSocket(String text) {
    try {
      URI uri = URI.create(text);
      boolean socket = "wss".equals(uri.getScheme()) || "ws".equals(uri.getScheme());
      return socket && uri.getHost() != null;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  /** The origins, or empty for all of them. */
  static Optional<Set<String>> origins(String text) {
    if (text.equals("*")) {
      return Optional.empty();
    }
    var origins = new TreeSet<String>();
    Stream.of(text.split(",", -1)).map(String::strip).forEach(origins::add);
    boolean all = origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
    require(
        all,
        "must be * or origins with commas between, such as https://crm.example, without a path");
    return Optional.of(Set.copyOf(origins));
  }

  private static void require(boolean right, String must) {
    if (!right) {
      throw new IllegalArgumentException(must);
    }
  }
}
