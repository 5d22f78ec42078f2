package io.ramal.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** The answer to an action as recorded in {@code action-NAME.ami}, to be given again. */
record RecordedAnswer(List<String> blocks) {

  private static final String ID = "ActionID: r2\r\n"; // r1 was the login

  static RecordedAnswer of(String action) {
    return new RecordedAnswer(
        Traces.load("action-" + action).entries().stream()
            .map(Trace.Entry::text)
            .filter(text -> text.contains(ID))
            .toList());
  }

  /** All of it, with the id of the one who asks now, and these fields in place of its own. */
  String all(Optional<String> id, Map<String, String> fields) {
    return fill(String.join("", blocks), id, fields);
  }

  String first(Optional<String> id) {
    return fill(blocks.getFirst(), id, Map.of());
  }

  String event(String name, Optional<String> id, Map<String, String> fields) {
    return blocks.stream()
        .filter(text -> text.startsWith("Event: " + name + "\r\n"))
        .findFirst()
        .map(text -> fill(text, id, fields))
        .orElseThrow();
  }

  /** The values of a field in all blocks. */
  List<String> values(String field) {
    return blocks.stream().flatMap(text -> AmiBlock.parse(text).all(field).stream()).toList();
  }

  /** The block that ends a list. */
  String complete(Optional<String> id, int items) {
    return fill(blocks.getLast(), id, Map.of("ListItems", String.valueOf(items)));
  }

  private static String fill(String text, Optional<String> id, Map<String, String> fields) {
    String filled = text.replace(ID, id.map(own -> "ActionID: " + own + "\r\n").orElse(""));
    for (Map.Entry<String, String> field : fields.entrySet()) {
      String line = field.getKey() + ": " + field.getValue();
      filled =
          filled.replaceFirst("(?m)^" + field.getKey() + ": .*", Matcher.quoteReplacement(line));
    }
    return filled;
  }
}
