package io.ramal.rig;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of JSON of {@code asterisk/phone --interactive}. */
record PhoneAnswer(String line) {

  boolean isOk() {
    return line.contains("\"ok\": true");
  }

  /** When the SIP answer arrived. */
  Instant at() {
    BigDecimal seconds = new BigDecimal(value("\"at\": ([0-9.]+)").orElseThrow());
    return Instant.ofEpochSecond(0, seconds.movePointRight(9).longValue());
  }

  /** The SIP code of a refusal, 0 if there was no answer. */
  int code() {
    return value("\"code\": ([0-9]+)").map(Integer::valueOf).orElse(0);
  }

  String error() {
    return value("\"error\": \"(.*)\"}").orElse(line);
  }

  String address() {
    return value("\"address\": \"([^\"]+)\"").orElseThrow();
  }

  private Optional<String> value(String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(line);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
