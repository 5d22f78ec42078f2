package io.ramal.http;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a request: what the client sent in {@code X-Request-Id}, or else made up here. */
record RequestId(String value) {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  /** The client's own id where it is legal. */
  static RequestId of(Optional<String> header) {
    return new RequestId(
        header
            .filter(value -> LEGAL.matcher(value).matches())
            .orElseGet(() -> UUID.randomUUID().toString()));
  }
}
