package io.ramal.config;

import java.util.List;
import java.util.Map;

/**
 * One place where settings come from.
 *
 * @param where what to call it in a sentence
 * @param values what is set there, by name
 * @param pbxs the list of PBXs, which only a file can have
 */
record Layer(String where, Map<String, String> values, List<Map<String, String>> pbxs) {

  static Layer of(String where, Map<String, String> values) {
    return new Layer(where, values, List.of());
  }
}
