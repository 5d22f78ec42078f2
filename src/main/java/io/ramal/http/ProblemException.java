package io.ramal.http;

/** A request that is refused with a {@link Problem}. It is no failure and has no stack trace. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Refuses the request for this reason. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Why the request is refused. */
  public Problem problem() {
    return problem;
  }
}
