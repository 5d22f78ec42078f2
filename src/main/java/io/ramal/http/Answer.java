package io.ramal.http;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What an endpoint answers when it does what it was asked.
 *
 * @param body a JSON object, sent with status 200
 * @param page HTML that is sent in its place, for a browser
 */
public record Answer(JsonObject body, Optional<String> page) {

  /** A JSON object. */
  public Answer(JsonObject body) {
    this(body, Optional.empty());
  }

  /** A page for a browser. */
  public static Answer page(String html) {
    return new Answer(JsonObject.EMPTY_JSON_OBJECT, Optional.of(html));
  }
}
