package io.ramal.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The query parameters of one request. What is not known, given twice or not understood is refused
 * with a sentence that names the parameter and says what is allowed.
 */
public final class Query {

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final Map<String, List<String>> parameters;

  private Query(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /** Why the query cannot be decoded; Helidon would make something of it, or fail. */
  static Optional<Problem> problem(String raw) {
    return BROKEN_ESCAPE.matcher(raw).find()
        ? Optional.of(
            Problem.invalidParameter(
                "The query has a % without two hexadecimal digits behind it; write %25 for a %."))
        : Optional.empty();
  }

  static Query of(Map<String, List<String>> parameters, List<String> known) {
    var unknown = new TreeSet<>(parameters.keySet());
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      String there = known.isEmpty() ? "it takes none" : "it takes " + String.join(", ", known);
      throw refused("This call has no parameter " + shown(unknown.getFirst()) + "; " + there + ".");
    }
    return new Query(parameters);
  }

  /** The parameter's value, or empty when it is not given. */
  public Optional<String> text(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      throw refused(
          "The parameter " + name + " is given " + values.size() + " times; give it once.");
    }
    return values.stream().findFirst();
  }

  /**
   * The parameter's value as one of a fixed set of words.
   *
   * @param meaning what a word means; throws IllegalArgumentException for any other word
   */
  public <T> Optional<T> word(String name, List<String> words, Function<String, T> meaning) {
    return text(name)
        .map(
            value -> {
              if (!words.contains(value)) {
                throw refused(name, value, "one of " + String.join(", ", words));
              }
              return meaning.apply(value);
            });
  }

  /** The parameter's value as true or false. */
  public Optional<Boolean> flag(String name) {
    return word(name, List.of("true", "false"), Boolean::valueOf);
  }

  /** The parameter's value as a time. */
  public Optional<Instant> time(String name) {
    return text(name)
        .map(
            value ->
                Times.parse(value)
                    .orElseThrow(
                        () ->
                            refused(
                                name, value, "a time of ISO-8601, such as 2026-11-24T14:32:00Z")));
  }

  /** How many items a page may have: parameter {@code limit}. */
  public int limit() {
    return text("limit").map(Query::limit).orElse(DEFAULT_LIMIT);
  }

  private static int limit(String value) {
    boolean number = value.matches("[0-9]{1,4}");
    int limit = number ? Integer.parseInt(value) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw refused("limit", value, "a number from 1 to " + MAX_LIMIT);
    }
    return limit;
  }

  /**
   * Where the page begins: parameter {@code cursor}.
   *
   * @param meaning of the key in the cursor; empty for a key that the list cannot have given out
   */
  public <T> Optional<T> cursor(Cursor cursor, Function<String, Optional<T>> meaning) {
    return text("cursor")
        .map(
            value ->
                cursor
                    .key(value)
                    .flatMap(meaning)
                    .orElseThrow(
                        () -> refused("cursor", value, "what was \"next\" in the page before")));
  }

  private static ProblemException refused(String name, String value, String allowed) {
    return refused(
        "The parameter " + name + " is " + shown(value) + "; it must be " + allowed + ".");
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(Problem.invalidParameter(detail));
  }

  private static String shown(String value) {
    int longest = 60;
    return "\"" + (value.length() > longest ? value.substring(0, longest) + "…" : value) + "\"";
  }
}
