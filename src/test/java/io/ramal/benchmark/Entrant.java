package io.ramal.benchmark;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What takes part.
 *
 * @param name what goes through cycles
 * @param clients how many of it at once: a line of the table for each
 * @param opening sets it to work on a database of this kind
 */
record Entrant(String name, List<Integer> clients, Function<Kind, Stage> opening) {

  String line(int count) {
    return name + ", " + count;
  }

  /** The same with those lines only that the pattern finds in "database: line". */
  Entrant only(Kind kind, Pattern pattern) {
    var found =
        clients.stream()
            .filter(count -> pattern.matcher(kind.word() + ": " + line(count)).find())
            .toList();
    return new Entrant(name, found, opening);
  }
}
