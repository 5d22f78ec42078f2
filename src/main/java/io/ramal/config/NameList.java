package io.ramal.config;

import java.util.LinkedHashSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of extensions: names and ranges with commas between. A range is two numbers of equal
 * length; anything else is a name.
 *
 * @param legal whether a text can name an extension
 */
public record NameList(Predicate<String> legal) implements Function<String, SortedSet<String>> {

  private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");
  private static final int LONGEST = 100_000;
  private static final int MENTIONED = 20;
  private static final int LONGEST_NUMBER = 18;

  /** Throws IllegalArgumentException with all that is wrong, as the end of a sentence. */
  @Override
  public SortedSet<String> apply(String text) {
    var names = new TreeSet<String>();
    var wrongs = new LinkedHashSet<String>();
    for (String item : text.split(",", -1)) {
      try {
        add(item.strip(), names);
      } catch (IllegalArgumentException wrong) {
        wrongs.add(wrong.getMessage());
      }
    }
    require(wrongs.isEmpty(), wrongs.stream().limit(MENTIONED).collect(Collectors.joining("; ")));
    return names;
  }

  private void add(String item, SortedSet<String> names) {
    Matcher range = RANGE.matcher(item);
    if (range.matches()) {
      addRange(item, range.group(1), range.group(2), names);
    } else {
      addName(item, names);
    }
  }

  private void addRange(String item, String first, String last, SortedSet<String> names) {
    require(first.length() == last.length(), item + " is no range: its ends must be equally long");
    require(first.length() <= LONGEST_NUMBER, item + " has too many digits for a range");
    long from = Long.parseLong(first);
    long to = Long.parseLong(last);
    require(from <= to, item + " runs backwards; write " + last + "-" + first);
    require(
        to - from < LONGEST - names.size(), item + " makes more than " + LONGEST + " extensions");
    for (long number = from; number <= to; number++) {
      addName(padded(number, first.length()), names);
    }
  }

  private static String padded(long number, int length) {
    String digits = Long.toString(number);
    return "0".repeat(length - digits.length()) + digits;
  }

  private void addName(String name, SortedSet<String> names) {
    require(!name.isEmpty(), "there is nothing between two commas, or before the first");
    require(
        legal.test(name),
        "\""
            + name
            + "\" cannot name an extension: 1 to 40 characters of A-Z a-z 0-9 _ . + -, and not"
            + " free, status, release or reset");
    require(names.size() < LONGEST, "there are more than " + LONGEST + " extensions");
    require(names.add(name), name + " is named twice");
  }

  private static void require(boolean right, String wrong) {
    if (!right) {
      throw new IllegalArgumentException(wrong);
    }
  }
}
