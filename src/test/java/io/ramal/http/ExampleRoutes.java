package io.ramal.http;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls that do nothing but what the server around them is tried with. */
final class ExampleRoutes implements Routes {

  private final AtomicInteger posts = new AtomicInteger();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public List<Route> routes() {
    return List.of(
        Route.changingGet("/open", ExampleRoutes::echo).openToOtherOrigins(),
        Route.post("/open/post", this::post).openToOtherOrigins(),
        Route.get("/open/refused", _ -> refuse()).openToOtherOrigins(),
        Route.get("/look", ExampleRoutes::echo),
        Route.get("/query", ExampleRoutes::query),
        Route.get("/slow", _ -> slow()),
        Route.get("/bug", _ -> fail()),
        Route.get("/things/known", ExampleRoutes::echo),
        Route.get("/things/{thing}", ExampleRoutes::thing));
  }

  /** How many bodies were understood. */
  int posts() {
    return posts.get();
  }

  /** Waits until somebody is at {@code /slow}. */
  void awaitArrival() throws InterruptedException {
    arrived.await();
  }

  /** Lets who is at {@code /slow} go. */
  void release() {
    released.countDown();
  }

  private static Answer echo(Request request) {
    return new Answer(
        Json.object()
            .add("requestId", request.id())
            .add("clientId", request.clientId())
            .add("clientAddress", request.clientAddress())
            .build());
  }

  private static Answer query(Request request) {
    return new Answer(Json.object().add("a", Json.text(request.query("a").text("a"))).build());
  }

  private Answer post(Request request) {
    Optional<JsonObject> body = request.body();
    posts.incrementAndGet();
    return new Answer(Json.object().add("body", Json.text(body.map(Object::toString))).build());
  }

  private static Answer refuse() {
    throw new ProblemException(Problem.unavailable("Come again."));
  }

  private Answer slow() {
    try {
      arrived.countDown();
      released.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return new Answer(Json.object().add("slow", true).build());
  }

  private static Answer fail() {
    throw new IllegalStateException("SELECT secret FROM table");
  }

  private static Answer thing(Request request) {
    return new Answer(Json.object().add("thing", request.pathParameter("thing")).build());
  }
}
