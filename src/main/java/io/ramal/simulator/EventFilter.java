package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which events one session gets: by its mask and by its Filter actions, which end with it. */
final class EventFilter {

  private static final Pattern NAME = Pattern.compile("name\\(([^)]*)\\)");

  /** An event as filters look at it. */
  private record Shown(AmiEvent event, String text) {}

  private final List<Predicate<Shown>> included = new ArrayList<>();
  private final List<Predicate<Shown>> excluded = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private String mask = "off";

  /** The value of {@code Events:} in a Login or of {@code EventMask:}. */
  void mask(String value) {
    mask = value.isEmpty() ? "on" : value.toLowerCase(Locale.ROOT);
  }

  String mask() {
    return mask;
  }

  boolean isOff() {
    return mask.equals("off");
  }

  /** Each filter that was added, in its own words. */
  List<String> words() {
    return List.copyOf(words);
  }

  boolean takesClass(String eventClass) {
    return mask.equals("on")
        || mask.equals("all")
        || List.of(mask.split("[, ]+")).contains(eventClass);
  }

  /** Adds one; false when it cannot be understood. */
  boolean add(String criteria, String expression, boolean matchesNames) {
    boolean byName = matchesNames && !criteria.isEmpty();
    boolean added =
        byName ? (expression.isEmpty() && addNamed(criteria)) : addExpression(expression);
    if (added) {
      words.add((criteria + " " + expression).strip());
    }
    return added;
  }

  private boolean addNamed(String criteria) {
    Matcher name = NAME.matcher(criteria);
    if (!name.find()) {
      return false;
    }
    String wanted = name.group(1);
    (criteria.contains("action(exclude)") ? excluded : included)
        .add(shown -> shown.event().name().equals(wanted));
    return true;
  }

  private boolean addExpression(String expression) {
    boolean excludes = expression.startsWith("!");
    try {
      Predicate<String> found =
          Pattern.compile(excludes ? expression.substring(1) : expression, Pattern.DOTALL)
              .asPredicate();
      (excludes ? excluded : included).add(shown -> found.test(shown.text()));
      return true;
    } catch (PatternSyntaxException malformed) {
      return false;
    }
  }

  /**
   * Whether the event goes out.
   *
   * @param text its whole block
   */
  boolean passes(AmiEvent event, String text) {
    Shown shown = new Shown(event, text);
    return takesClass(event.eventClass())
        && excluded.stream().noneMatch(filter -> filter.test(shown))
        && (included.isEmpty() || included.stream().anyMatch(filter -> filter.test(shown)));
  }
}
