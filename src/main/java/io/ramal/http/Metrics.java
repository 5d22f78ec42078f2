package io.ramal.http;

import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.metrics.api.Tag;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Figures for {@code /observe/metrics}, asked of their suppliers at each scrape. A supplier must
 * answer at once, from any thread; NaN where it does not know.
 */
public final class Metrics implements AutoCloseable {

  private static final String PREFIX = "ramal_";

  private final MeterRegistry registry = MetricsFactory.getInstance().globalRegistry();
  private final List<Meter> meters = new ArrayList<>();

  /** The registry holds them weakly, and counts no further once they are gone. */
  private final List<LongSupplier> counted = new ArrayList<>();

  /**
   * A figure that rises and falls.
   *
   * @param name what follows {@code ramal_}
   * @param labels that tell it from others of the name
   */
  public Metrics gauge(
      String name, String description, Map<String, String> labels, DoubleSupplier value) {
    var gauge =
        Gauge.builder(PREFIX + name, value::getAsDouble)
            .description(description)
            .tags(tags(labels));
    meters.add(registry.getOrCreate(gauge));
    return this;
  }

  /**
   * A figure that only rises; its name in the answer ends in {@code _total}.
   *
   * @param name what stands between {@code ramal_} and {@code _total}
   * @param labels that tell it from others of the name
   */
  public Metrics counter(
      String name, String description, Map<String, String> labels, LongSupplier value) {
    counted.add(value);
    var counter =
        FunctionalCounter.builder(PREFIX + name, value, LongSupplier::getAsLong)
            .description(description)
            .tags(tags(labels));
    meters.add(registry.getOrCreate(counter));
    return this;
  }

  private static List<Tag> tags(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> Tag.create(label.getKey(), label.getValue()))
        .toList();
  }

  MetricsObserver observer() {
    return MetricsObserver.builder().meterRegistry(registry).build();
  }

  /** Takes the figures out again. */
  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
