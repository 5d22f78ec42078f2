package io.ramal.http;

/** What is behind a route. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers the request.
   *
   * @throws ProblemException to refuse it
   */
  Answer answer(Request request);
}
