package io.ramal.pbx;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of the AMI stream: an answer, an item of a list, or an event.
 *
 * @param fields by name, spelt as the PBX spells it; of a name that comes twice, the first
 */
record AmiMessage(Map<String, String> fields) {

  /** Seconds of ten digits: from 2001 to 2286. */
  private static final Pattern TIMESTAMP = Pattern.compile("(\\d{10})\\.(\\d{1,6})");

  AmiMessage {
    fields = Collections.unmodifiableMap(fields);
  }

  static AmiMessage of(List<String> lines) {
    var fields = new LinkedHashMap<String, String>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return new AmiMessage(fields);
  }

  /** The value, empty when there is none. */
  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The event's name, empty for an answer. */
  String event() {
    return field("Event");
  }

  boolean isEvent() {
    return fields.containsKey("Event");
  }

  boolean isAnswer() {
    return fields.containsKey("Response");
  }

  /** The question that it answers; empty for an event that came by itself. */
  String actionId() {
    return field("ActionID");
  }

  /** The PBX's time, exact to the microsecond; empty where it does not say. */
  Optional<Instant> timestamp() {
    return instant(field("Timestamp"));
  }

  private static Optional<Instant> instant(String text) {
    Matcher matcher = TIMESTAMP.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String micros = (matcher.group(2) + "000000").substring(0, 6);
    return Optional.of(
        Instant.ofEpochSecond(Long.parseLong(matcher.group(1)), Long.parseLong(micros) * 1_000));
  }
}
