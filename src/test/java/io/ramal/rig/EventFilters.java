package io.ramal.rig;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which events one connection gets: by class, by its Filter actions. They end with it. */
final class EventFilters {

  private final List<Predicate<Trace.Entry>> included = new CopyOnWriteArrayList<>();
  private final List<Predicate<Trace.Entry>> excluded = new CopyOnWriteArrayList<>();
  private volatile String mask = "on";

  /** The value of {@code Events:} in a Login, or of an Events action: on, off or a class list. */
  void mask(String value) {
    mask = value.isEmpty() ? "on" : value.toLowerCase(Locale.ROOT);
  }

  boolean isOff() {
    return mask.equals("off");
  }

  /** One Filter action; false if it makes no sense. */
  boolean add(Request request, boolean matchesNames) {
    String criteria = request.field("MatchCriteria");
    String filter = request.field("Filter");
    if (!request.field("Operation").equalsIgnoreCase("Add")) {
      return false;
    }
    if (matchesNames && !criteria.isEmpty()) {
      return filter.isEmpty() && addCriteria(criteria);
    }
    return addExpression(filter);
  }

  private boolean addExpression(String filter) {
    boolean excludes = filter.startsWith("!");
    try {
      (excludes ? excluded : included).add(expression(excludes ? filter.substring(1) : filter));
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private boolean addCriteria(String criteria) {
    String name = criteria.replaceAll(".*name\\(([^)]*)\\).*", "$1");
    Predicate<Trace.Entry> named = event -> name.equals(criteria) || event.block().isEvent(name);
    return (criteria.contains("action(exclude)") ? excluded : included).add(named);
  }

  private static Predicate<Trace.Entry> expression(String regex) {
    Predicate<String> found = Pattern.compile(regex, Pattern.DOTALL).asPredicate();
    return event -> found.test(event.text());
  }

  boolean passes(Trace.Entry event) {
    return inMask(event, mask)
        && excluded.stream().noneMatch(filter -> filter.test(event))
        && (included.isEmpty() || included.stream().anyMatch(filter -> filter.test(event)));
  }

  /** Whether one of the event's classes is in the mask. */
  static boolean inMask(Trace.Entry event, String mask) {
    List<String> classes = List.of(mask.split(",", -1));
    return mask.equals("on")
        || mask.equals("all")
        || List.of(event.block().find("Privilege").orElse("").split(",", -1)).stream()
            .filter(name -> !name.equals("all"))
            .anyMatch(classes::contains);
  }
}
