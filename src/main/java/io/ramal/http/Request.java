package io.ramal.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One request, as endpoints see it. Belongs to one thread. */
public final class Request {

  private static final HeaderName X_CLIENT_ID = HeaderNames.create("X-Client-Id");
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,100}");

  private final ServerRequest request;
  private final RequestId id;
  private final byte[] body;

  Request(ServerRequest request, RequestId id, byte[] body) {
    this.request = request;
    this.id = id;
    this.body = body;
  }

  /** Its id: the client's {@code X-Request-Id}, or one made up here. */
  public String id() {
    return id.value();
  }

  /**
   * The client's {@code X-Client-Id}; empty when it sends none.
   *
   * @throws ProblemException when it is not 1 to 100 printable ASCII characters
   */
  public String clientId() {
    List<String> values = request.headers().all(X_CLIENT_ID, List::of);
    if (values.isEmpty()) {
      return "";
    }
    if (values.size() > 1 || !PRINTABLE.matcher(values.getFirst()).matches()) {
      throw new ProblemException(
          Problem.invalidHeader(
              "X-Client-Id must be one value of 1 to 100 printable ASCII characters."));
    }
    return values.getFirst();
  }

  /** The address that the connection comes from, without its port. */
  public String clientAddress() {
    return request.remotePeer().address() instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : request.remotePeer().host();
  }

  /** What stands in the path for the parameter in braces. */
  public String pathParameter(String name) {
    return request.path().pathParameters().get(name);
  }

  /**
   * The query parameters.
   *
   * @param known those that the call takes
   * @throws ProblemException when there is one that it does not take
   */
  public Query query(String... known) {
    Map<String, List<String>> parameters = new HashMap<>();
    request.query().names().forEach(name -> parameters.put(name, request.query().all(name)));
    return Query.of(parameters, List.of(known));
  }

  /**
   * The JSON object in the body, whatever the content type says; empty when there is no body, or
   * other JSON than an object.
   *
   * @throws ProblemException when the body is no JSON
   */
  public Optional<JsonObject> body() {
    return body.length > 0 && value() instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  /** The parser throws other exceptions than its own for nesting and numbers beyond its limits. */
  private JsonValue value() {
    try {
      return Json.value(body);
    } catch (RuntimeException malformed) {
      throw new ProblemException(
          Problem.malformedJson(
              "The body must be a JSON object, such as {\"extension\":\"3000\"}: "
                  + malformed.getMessage()
                  + "."));
    }
  }
}
