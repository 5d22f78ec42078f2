package io.ramal.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells a slip of the pen from a name that is none of our business. */
final class Names {

  private static final Pattern OURS = Pattern.compile("(AMI|EXT|LEASE|DB|CORS)_.*");

  /** What Kubernetes and Docker set for a service named ami, ext, lease, db or cors. */
  private static final Pattern OF_A_SERVICE = Pattern.compile(".*_(SERVICE|PORT)(_.*)?");

  private static final int CLOSE = 3;

  private Names() {}

  /** A problem for each name in the environment or among the properties that looks like ours. */
  static List<String> strangers(Layer layer) {
    return layer.values().keySet().stream()
        .filter(name -> OURS.matcher(name).matches() && Key.named(name).isEmpty())
        .filter(name -> !OF_A_SERVICE.matcher(name).matches())
        .sorted()
        .map(name -> unknown(name, layer.where(), keys()))
        .toList();
  }

  /** A problem for each name in a file that is not known. */
  static List<String> unknown(Layer layer) {
    return layer.values().keySet().stream()
        .filter(name -> Key.named(name).isEmpty())
        .map(name -> unknown(name, layer.where(), keys()))
        .toList();
  }

  private static List<String> keys() {
    return Stream.of(Key.values()).map(Enum::name).toList();
  }

  static String unknown(String name, String where, Collection<String> known) {
    Optional<String> meant =
        known.stream()
            .min(Comparator.comparingInt(each -> distance(each, name)))
            .filter(each -> distance(each, name) <= CLOSE);
    return name
        + " ("
        + where
        + "): there is no such setting; "
        + meant.map(each -> "did you mean " + each + "?").orElse("remove it");
  }

  /** How many letters must be added, taken or changed to make one of the other. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      int diagonal = 0;
      for (int j = 0; j <= other.length(); j++) {
        int above = row[j];
        row[j] = step(one, other, i, j, row, diagonal);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  private static int step(String one, String other, int i, int j, int[] row, int diagonal) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    return Math.min(diagonal + change, 1 + Math.min(row[j], row[j - 1]));
  }
}
