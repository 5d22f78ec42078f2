package io.ramal.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON as answers are made of: fields keep the order in which they are added. The factories are
 * looked up once, which is what makes this fast.
 */
public final class Json {

  private static final JsonProvider PROVIDER = JsonProvider.provider();
  private static final JsonBuilderFactory BUILDERS = PROVIDER.createBuilderFactory(Map.of());
  private static final JsonWriterFactory WRITERS = PROVIDER.createWriterFactory(Map.of());
  private static final JsonParserFactory PARSERS = PROVIDER.createParserFactory(Map.of());

  private Json() {}

  /** An object to be filled. */
  public static JsonObjectBuilder object() {
    return BUILDERS.createObjectBuilder();
  }

  static JsonObject object(Map<String, Object> fields) {
    return BUILDERS.createObjectBuilder(fields).build();
  }

  /** An array of one element an item. */
  public static <T> JsonArray array(Iterable<T> items, Function<T, JsonValue> element) {
    JsonArrayBuilder array = BUILDERS.createArrayBuilder();
    items.forEach(item -> array.add(element.apply(item)));
    return array.build();
  }

  /** A page of a list, with the cursor of the page behind it, or null at the end. */
  public static JsonObject page(String name, List<JsonObject> items, Optional<String> next) {
    JsonArray array = array(items, item -> item);
    return object().add(name, array).add("next", text(next)).build();
  }

  /** A text; null when it is empty. */
  public static JsonValue text(String text) {
    return text.isEmpty() ? JsonValue.NULL : PROVIDER.createValue(text);
  }

  /** A text; null when there is none. */
  public static JsonValue text(Optional<String> text) {
    return text(text.orElse(""));
  }

  /** A number. */
  public static JsonValue number(long number) {
    return PROVIDER.createValue(number);
  }

  /** A time, as {@link Times#text} writes it; null when there is none. */
  public static JsonValue time(Optional<Instant> time) {
    return text(time.map(Times::text));
  }

  /** The object that is written in this text; throws JsonException when it is something else. */
  public static JsonObject parse(String text) {
    if (value(PARSERS.createParser(new StringReader(text))) instanceof JsonObject object) {
      return object;
    }
    throw new JsonException("it is no object");
  }

  /** The value that is written in these bytes; throws JsonException when they are no JSON. */
  static JsonValue value(byte[] utf8) {
    return value(PARSERS.createParser(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8));
  }

  private static JsonValue value(JsonParser parser) {
    try (parser) {
      parser.next();
      JsonValue value = parser.getValue();
      if (parser.hasNext()) {
        throw new JsonException("something stands behind it");
      }
      return value;
    }
  }

  static byte[] bytes(JsonObject object) {
    var bytes = new ByteArrayOutputStream();
    try (JsonWriter writer = WRITERS.createWriter(bytes)) {
      writer.writeObject(object);
    }
    return bytes.toByteArray();
  }
}
