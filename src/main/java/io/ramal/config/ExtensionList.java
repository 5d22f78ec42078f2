package io.ramal.config;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 3000-3099,0100-0199,agent-7}. */
final class ExtensionList {

  private static final Pattern RANGE = Pattern.compile("(\\d+)-(\\d+)");
  private static final int LONGEST_RANGE = 100_000;
  private static final int LONGEST_NUMBER = 18;

  private final Predicate<String> legal;
  private final Consumer<String> problems;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * A list that is empty.
   *
   * @param legal whether an extension can have this name
   * @param problems told what is wrong with an item
   */
  ExtensionList(Predicate<String> legal, Consumer<String> problems) {
    this.legal = legal;
    this.problems = problems;
  }

  Set<String> read(String list) {
    for (String item : list.split(",", -1)) {
      Matcher range = RANGE.matcher(item.strip());
      if (range.matches()) {
        range(item.strip(), range.group(1), range.group(2));
      } else {
        name(item.strip());
      }
    }
    return names;
  }

  private void range(String item, String from, String to) {
    if (from.length() != to.length() || from.length() > LONGEST_NUMBER) {
      problems.accept("'" + item + "': write both ends with the same number of digits");
      return;
    }
    long first = Long.parseLong(from);
    long last = Long.parseLong(to);
    if (last < first || last - first >= LONGEST_RANGE) {
      problems.accept(
          "'"
              + item
              + "': write the smaller end first, and at most "
              + LONGEST_RANGE
              + " extensions");
      return;
    }
    for (long number = first; number <= last; number++) {
      name(String.format("%0" + from.length() + "d", number));
    }
  }

  private void name(String name) {
    if (!legal.test(name)) {
      problems.accept(
          "'"
              + name
              + "' cannot name an extension: use 1 to 40 characters of A-Z a-z 0-9 _ . + -,"
              + " and not free, status, release or reset");
    } else if (!names.add(name)) {
      problems.accept("'" + name + "' is named twice: take one out");
    }
  }
}
