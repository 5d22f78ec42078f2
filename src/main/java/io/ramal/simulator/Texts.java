package io.ramal.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Long answers, kept as files beside the classes; what stands in braces is filled in. */
final class Texts {

  /** Each action and the classes of which one is needed. */
  static final Texts ACTIONS = new Texts("actions.txt");

  /** Every setting of an endpoint. */
  static final Texts ENDPOINT = new Texts("endpoint.txt");

  /** Every setting of its password. */
  static final Texts AUTH = new Texts("auth.txt");

  /** Every setting of its contacts, and what contacts there are. */
  static final Texts AOR = new Texts("aor.txt");

  private final List<String> lines;

  private Texts(String file) {
    lines = read(file);
  }

  private static List<String> read(String file) {
    try (InputStream in = Texts.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    return lines;
  }

  /**
   * The first so many lines.
   *
   * @param values for each name in braces
   */
  Fields fields(int count, Map<String, Object> values) {
    Fields fields = new Fields();
    lines.stream()
        .limit(count)
        .map(AmiRequest.Field::of)
        .forEach(field -> fields.add(field.name(), filled(field.value(), values)));
    return fields;
  }

  Fields fields(Map<String, Object> values) {
    return fields(lines.size(), values);
  }

  private static String filled(String text, Map<String, Object> values) {
    String filled = text;
    for (Map.Entry<String, Object> value : values.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue().toString());
    }
    return filled;
  }
}
