package io.ramal.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a client asks. Names of fields and of actions count in any case. */
record AmiRequest(List<Field> fields) {

  record Field(String name, String value) {

    static Field of(String line) {
      int colon = line.indexOf(':');
      return colon < 0
          ? new Field(line, "")
          : new Field(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  AmiRequest {
    fields = List.copyOf(fields);
  }

  String action() {
    return text("Action");
  }

  String actionKey() {
    return action().toLowerCase(Locale.ROOT);
  }

  Optional<String> find(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The first value of that name; empty when there is none. */
  String text(String name) {
    return find(name).orElse("");
  }

  /** The line that every block of the answer carries. */
  String idLine() {
    return find("ActionID").map(id -> "ActionID: " + id + "\r\n").orElse("");
  }
}
