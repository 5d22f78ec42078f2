package io.ramal.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/**
 * Answers what never reaches a route, or fails outside of one: lines that are no HTTP, headers and
 * bodies too long, failures of Helidon's own features. What such a message says is not repeated.
 */
record RawErrors(Frame frame) implements DirectHandler {

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      Throwable failure,
      System.Logger logger) {
    RequestId id = Frame.requestId(request.headers());
    boolean ours = event == EventType.INTERNAL_ERROR && !brokenOff(failure);
    Problem problem = ours ? Errors.internal(failure, id) : problem(status);
    return response(request, problem, headers, id);
  }

  /** Whether the client went away in the middle of a request, which Helidon takes for our fault. */
  private static boolean brokenOff(Throwable failure) {
    return failure instanceof DataReader.InsufficientDataAvailableException
        || failure.getCause() instanceof DataReader.InsufficientDataAvailableException;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    RequestId id = Frame.requestId(request.headers());
    return response(request, problem(status), headers, id);
  }

  private Problem problem(Status status) {
    return switch (status.code()) {
      case 413 -> Problem.bodyTooLarge();
      case 414 -> Problem.badRequest(414, "The first line of the request is too long.");
      case 431 -> Problem.badRequest(431, "The headers of the request are too long.");
      case 503 -> Problem.unavailable("Ramal is at its limit; try again in a moment.");
      default ->
          Problem.badRequest(
              status.code() < 500 ? status.code() : 400,
              "The request is no proper HTTP/1.1; a proxy before Ramal must speak that too.");
    };
  }

  private TransportResponse response(
      TransportRequest request, Problem problem, ServerResponseHeaders headers, RequestId id) {
    var builder = TransportResponse.builder().status(Status.create(problem.status()));
    headers.forEach(builder::header);
    frame
        .headers(path(request), request.headers(), id)
        .forEach((name, value) -> builder.header(HeaderNames.create(name), value));
    problem.headers().forEach((name, value) -> builder.header(HeaderNames.create(name), value));
    return builder
        .header(HeaderNames.CONTENT_TYPE, "application/problem+json")
        .entity(Json.bytes(problem.json(id.value())))
        .build();
  }

  private static String path(TransportRequest request) {
    return request.path().split("[?#]", 2)[0];
  }
}
