package io.ramal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What monitoring reads. */
class ObserveTest {

  @Test
  void isHealthyWithItsDetails() throws Exception {
    var health = new Health("database", () -> new Health.Condition(true, Map.of("ping", 3)));
    try (var server = TestServer.of(health)) {
      var answer = server.get("/observe/health");

      assertEquals(200, answer.statusCode());
      assertEquals(
          "{\"status\":\"UP\",\"checks\":[{\"name\":\"database\",\"status\":\"UP\",\"data\":{\"ping\":3}}]}",
          answer.body());
    }
  }

  @Test
  void is503WhenSomethingIsIll() throws Exception {
    var health = new Health("database", () -> new Health.Condition(false, Map.of("why", "away")));
    try (var server = TestServer.of(health)) {
      var answer = server.get("/observe/health");

      assertEquals(503, answer.statusCode());
      assertTrue(answer.body().contains("\"why\":\"away\""), answer.body());
    }
  }

  @Test
  void showsFiguresAsTheyAreAtTheMoment() throws Exception {
    var depth = new AtomicLong(3);
    try (var server = TestServer.of(Errors.standard())) {
      server
          .metrics()
          .gauge("queue_depth", "Waiting", Map.of(), depth::get)
          .counter("allocations", "Given", Map.of("outcome", "given"), () -> 7);
      assertFigure(server, "ramal_queue_depth{scope=\"application\",} 3.0");
      depth.set(4);

      assertFigure(server, "ramal_queue_depth{scope=\"application\",} 4.0");
      assertFigure(server, "ramal_allocations_total{outcome=\"given\",scope=\"application\",} 7.0");
    }
  }

  @Test
  void takesItsFiguresAwayWhenItStops() throws Exception {
    try (var server = TestServer.of(Errors.standard())) {
      server.metrics().gauge("gone", "Of a server that is no more", Map.of(), () -> 1);
    }
    try (var server = TestServer.of(Errors.standard())) {
      assertTrue(!server.get("/observe/metrics").body().contains("ramal_gone"));
    }
  }

  private static void assertFigure(TestServer server, String line) throws Exception {
    var answer = server.get("/observe/metrics");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("\n" + line + "\n"), answer.body());
  }
}
