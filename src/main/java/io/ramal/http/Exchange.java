package io.ramal.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;

/** One request and its answer, on their way through the server. */
record Exchange(ServerRequest request, ServerResponse response, RequestId id) {

  private static final String JSON = "application/json";
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

  void frame(Frame frame) {
    frame
        .headers(path(), request.headers(), id)
        .forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
  }

  Request read() {
    byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    return new Request(request, id, body);
  }

  void send(Answer answer) {
    send(200, JSON, answer.body());
  }

  void send(Problem problem) {
    problem
        .headers()
        .forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
    send(problem.status(), PROBLEM, problem.json(id.value()));
  }

  private void send(int status, String type, JsonObject body) {
    byte[] bytes = Json.bytes(body);
    response.status(Status.create(status));
    response.headers().set(HeaderNames.CONTENT_TYPE, type);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.headers().set(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length));
      response.send();
    } else {
      response.send(bytes);
    }
  }
}
