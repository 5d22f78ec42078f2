package io.ramal.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lays our routes into Helidon's routing, so that every answer has its frame, a wrong method is 405
 * with {@code Allow}, and whatever an endpoint throws is answered here.
 *
 * @param routes ours, in the order in which they are tried
 * @param looks paths of Helidon's features, which take GET
 */
record Router(
    List<Route> routes, List<String> looks, Frame frame, Errors errors, UnderWay underWay) {

  private static final Pattern TWISTED = Pattern.compile("//|(?i)%2f|/\\.{1,2}(/|$)");

  void layInto(HttpRouting.Builder routing) {
    routing.addFilter(
        (chain, request, response) -> {
          CountDownLatch begun = underWay.begin();
          try {
            filter(chain, Exchange.of(request, response));
          } finally {
            underWay.end(begun);
          }
        });
    byPath().forEach((path, calls) -> lay(routing, path, calls));
    routing.error(
        NotFoundException.class,
        (request, response, failure) -> notFound(Exchange.of(request, response)));
  }

  private void filter(FilterChain chain, Exchange exchange) {
    exchange.frame(frame);
    refusal(exchange.request()).ifPresentOrElse(exchange::send, chain::proceed);
    exchange.closeConnection(underWay.ending());
  }

  private static Optional<Problem> refusal(ServerRequest request) {
    return Framing.problem(request.headers())
        .or(() -> twisted(request.prologue().uriPath().rawPath()))
        .or(() -> Query.problem(request.prologue().query().rawValue()))
        .or(() -> new Body(request).announcedProblem());
  }

  /** A path is served as it is spelled in the API only, so that whoever guards it can tell. */
  private static Optional<Problem> twisted(String rawPath) {
    return TWISTED.matcher(rawPath).find()
        ? Optional.of(Problem.notFound(rawPath))
        : Optional.empty();
  }

  private Map<String, List<Route>> byPath() {
    return routes.stream()
        .collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
  }

  private void lay(HttpRouting.Builder routing, String path, List<Route> calls) {
    calls.forEach(call -> routing.route(Method.create(call.method()), path, handler(call)));
    calls.stream()
        .filter(Route::takesHead)
        .forEach(call -> routing.route(Method.HEAD, path, handler(call)));
    String allow = allow(calls);
    routing.route(Method.OPTIONS, path, options(allow));
    routing.any(
        path, (request, response) -> methodNotAllowed(Exchange.of(request, response), allow));
  }

  private static String allow(List<Route> calls) {
    var methods = new TreeSet<String>();
    for (Route call : calls) {
      methods.add(call.method());
      if (call.takesHead()) {
        methods.add("HEAD");
      }
    }
    methods.add("OPTIONS");
    return String.join(", ", methods);
  }

  private Handler handler(Route route) {
    return (request, response) -> serve(route, Exchange.of(request, response));
  }

  /** What is thrown while an answer is sent is none of the endpoint's: Helidon knows what to do. */
  private void serve(Route route, Exchange exchange) {
    Answer answer;
    try {
      answer = route.endpoint().answer(exchange.read());
    } catch (RuntimeException failure) {
      exchange.send(errors.problem(failure, exchange.id()));
      return;
    }
    exchange.send(answer);
  }

  private Handler options(String allow) {
    return (request, response) -> {
      response.headers().set(HeaderNames.ALLOW, allow);
      frame
          .cors()
          .preflight(request.prologue().uriPath().path(), allow)
          .forEach((name, value) -> response.headers().set(HeaderNames.create(name), value));
      response.status(Status.NO_CONTENT_204).send();
    };
  }

  private static void methodNotAllowed(Exchange exchange, String allow) {
    exchange.send(Problem.methodNotAllowed(exchange.method(), exchange.path(), allow));
  }

  private void notFound(Exchange exchange) {
    exchange.frame(frame);
    boolean look = looks.contains(exchange.path());
    if (look && exchange.method().equals("GET")) {
      exchange.send(Problem.notAcceptable(exchange.path()));
    } else if (look) {
      methodNotAllowed(exchange, "GET");
    } else {
      exchange.send(Problem.notFound(exchange.path()));
    }
  }
}
