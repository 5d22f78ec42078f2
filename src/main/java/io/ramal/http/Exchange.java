package io.ramal.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** One request and its answer, on their way through the server. */
record Exchange(ServerRequest request, ServerResponse response, RequestId id) {

  private static final String JSON = "application/json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String PROBLEM = "application/problem+json";

  /** The exchange with the id that it was given when it came in. */
  static Exchange of(ServerRequest request, ServerResponse response) {
    var id =
        request.context().get(RequestId.class).orElseGet(() -> Frame.requestId(request.headers()));
    request.context().register(id);
    return new Exchange(request, response, id);
  }

  String path() {
    return request.prologue().uriPath().path();
  }

  String method() {
    return request.prologue().method().text();
  }

  void frame(Frame frame) {
    frame
        .headers(path(), request.headers(), id)
        .forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
  }

  /**
   * The request with its body.
   *
   * @throws ProblemException when the body cannot be read
   */
  Request read() {
    return new Request(request, id, new Body(request).read());
  }

  /**
   * Closes the connection where the answer said so, which Helidon says and does not do.
   *
   * @param inAnyCase whether to close it although the answer said nothing
   */
  void closeConnection(boolean inAnyCase) {
    if (inAnyCase || response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("the answer said so");
    }
  }

  void send(Answer answer) {
    answer
        .page()
        .ifPresentOrElse(
            html -> send(200, HTML, html.getBytes(StandardCharsets.UTF_8)),
            () -> send(200, JSON, Json.bytes(answer.body())));
  }

  void send(Problem problem) {
    problem
        .headers()
        .forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
    send(problem.status(), PROBLEM, Json.bytes(problem.json(id.value())));
  }

  private void send(int status, String type, byte[] bytes) {
    response.status(Status.create(status));
    response.headers().set(HeaderNames.CONTENT_TYPE, type);
    if (method().equals("HEAD")) {
      response.headers().set(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length));
      response.send();
    } else {
      response.send(bytes);
    }
  }
}
