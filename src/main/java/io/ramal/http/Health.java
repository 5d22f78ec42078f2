package io.ramal.http;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One line of {@code /observe/health}.
 *
 * @param name what is looked at
 * @param check looks, at each request
 */
public record Health(String name, Supplier<Condition> check) {

  /**
   * How it is.
   *
   * @param healthy false makes the whole answer 503
   * @param details numbers, texts and truth values to show with it
   */
  public record Condition(boolean healthy, Map<String, Object> details) {}

  HealthCheck helidon() {
    return new HealthCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public HealthCheckType type() {
        return HealthCheckType.READINESS;
      }

      @Override
      public HealthCheckResponse call() {
        Condition condition = check.get();
        var response = HealthCheckResponse.builder().status(condition.healthy());
        condition.details().forEach(response::detail);
        return response.build();
      }
    };
  }
}
