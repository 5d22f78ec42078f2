package io.ramal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is set, for the eyes of an operator: no line gives a secret away.
 *
 * @param values by name
 * @param file where a list of PBXs may be
 */
record Effective(Values values, Layer file) {

  List<String> lines() {
    var lines = new ArrayList<String>();
    Stream.of(Key.values())
        .filter(key -> file.pbxs().isEmpty() || !key.ofOnePbx())
        .flatMap(key -> values.find(key.name()).stream())
        .forEach(
            found -> lines.add(found.name() + "=" + shown(found) + "  (" + found.where() + ")"));
    for (int i = 0; i < file.pbxs().size(); i++) {
      lines.add("pbx " + (i + 1) + ": " + fields(i) + "  (" + file.where() + ")");
    }
    return lines;
  }

  private String fields(int i) {
    return String.join(
        ", ",
        file.pbxs().get(i).entrySet().stream()
            .map(field -> field.getKey() + "=" + shown(field.getKey(), field.getValue()))
            .toList());
  }

  private static String shown(String field, String value) {
    return field.equals("password") ? new Secret(value).toString() : value;
  }

  private static String shown(Values.Found found) {
    return found.secret() ? new Secret(found.text()).toString() : found.shown();
  }
}
