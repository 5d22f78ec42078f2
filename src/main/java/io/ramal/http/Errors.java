package io.ramal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes a {@link Problem}. What rooms throw is added by whoever
 * puts the rooms together; what nobody knows is logged and becomes an internal error.
 */
public final class Errors {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private record Rule<E extends RuntimeException>(
      Class<E> type, Function<E, Optional<Problem>> problem) {

    Optional<Problem> of(RuntimeException failure) {
      return type.isInstance(failure) ? problem.apply(type.cast(failure)) : Optional.empty();
    }
  }

  private final List<Rule<?>> rules;

  private Errors(List<Rule<?>> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Knows a {@link ProblemException}, and no other failure. */
  public static Errors standard() {
    return new Errors(
        List.of(new Rule<>(ProblemException.class, refusal -> Optional.of(refusal.problem()))));
  }

  /** Knows this failure as well; empty where it is to be an internal error all the same. */
  public <E extends RuntimeException> Errors and(
      Class<E> type, Function<E, Optional<Problem>> problem) {
    var more = new ArrayList<>(rules);
    more.add(new Rule<>(type, problem));
    return new Errors(more);
  }

  Problem problem(RuntimeException failure, RequestId id) {
    return rules.stream()
        .map(rule -> rule.of(failure))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> internal(failure, id));
  }

  static Problem internal(Throwable failure, RequestId id) {
    LOG.error("[RAMAL-3001] request {} failed", id.value(), failure);
    return Problem.internal();
  }
}
