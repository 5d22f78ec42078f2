package io.ramal.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lays our routes into Helidon's routing, so that every answer has its frame, a wrong method is 405
 * with {@code Allow}, and whatever an endpoint throws is answered here.
 *
 * @param routes ours, in the order in which they are tried
 * @param looks paths of Helidon's features, which take GET
 */
record Router(List<Route> routes, List<String> looks, Frame frame, Errors errors) {

  void layInto(HttpRouting.Builder routing) {
    routing.addFilter(
        (chain, request, response) -> {
          Exchange.of(request, response).frame(frame);
          chain.proceed();
        });
    byPath().forEach((path, calls) -> lay(routing, path, calls));
    routing.error(
        NotFoundException.class,
        (request, response, failure) -> notFound(Exchange.of(request, response)));
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
    return (request, response) -> {
      var exchange = Exchange.of(request, response);
      Request read = exchange.read();
      Optional<Answer> answer = Optional.empty();
      Optional<Problem> problem = Optional.empty();
      try {
        answer = Optional.of(route.endpoint().answer(read));
      } catch (RuntimeException failure) {
        problem = Optional.of(errors.problem(failure, exchange.id()));
      }
      answer.ifPresent(exchange::send);
      problem.ifPresent(exchange::send);
    };
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
    String method = exchange.request().prologue().method().text();
    exchange.send(Problem.methodNotAllowed(method, exchange.path(), allow));
  }

  private void notFound(Exchange exchange) {
    exchange.frame(frame);
    if (looks.contains(exchange.path())) {
      methodNotAllowed(exchange, "GET");
    } else {
      exchange.send(Problem.notFound(exchange.path()));
    }
  }
}
