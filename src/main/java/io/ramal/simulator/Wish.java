package io.ramal.simulator;

import io.ramal.http.Problem;
import io.ramal.http.ProblemException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What somebody wants of a phone over HTTP.
 *
 * @param body with more about it
 */
record Wish(String extension, JsonObject body) {

  private static final int PORT = 40_000;
  private static final int EXPIRES = 120;

  Optional<String> text(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof JsonString text) {
                return text.getString();
              }
              throw invalid(name, List.of("a text"));
            });
  }

  String needed(String name) {
    return text(name).orElseThrow(() -> invalid(name, List.of("a text")));
  }

  String password() {
    return text("password").orElse("");
  }

  OptionalDouble rate() {
    return value("rate").isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(number("rate", 0, 1));
  }

  /** By default a page in a browser, at the same port each time. */
  PhoneAddress address() {
    int port = (int) number("port", PORT, 65_535);
    return switch (text("transport").orElse("wss")) {
      case "udp" -> PhoneAddress.udp(port);
      case "tcp" -> new PhoneAddress(Transport.TCP, "127.0.0.1", port, "simulated-phone");
      case "wss" -> PhoneAddress.wss(port);
      default -> throw invalid("transport", List.of("udp", "tcp", "wss"));
    };
  }

  Duration expires() {
    return Duration.ofMillis((long) (1000 * number("expires", EXPIRES, 86_400)));
  }

  private double number(String name, double otherwise, double most) {
    double number =
        value(name)
            .map(
                value -> {
                  if (value instanceof JsonNumber given) {
                    return given.doubleValue();
                  }
                  throw invalid(name, List.of("a number"));
                })
            .orElse(otherwise);
    if (number < 0 || number > most) {
      throw invalid(name, List.of("a number from 0 to " + (long) most));
    }
    return number;
  }

  private Optional<JsonValue> value(String name) {
    return Optional.ofNullable(body.get(name));
  }

  static ProblemException invalid(String name, List<String> allowed) {
    return new ProblemException(
        Problem.of(
            "invalid-field",
            400,
            "Invalid field",
            "The field " + name + " must be " + String.join(" or ", allowed) + "."));
  }
}
