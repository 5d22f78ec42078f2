package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** From the answer that the phone gets to the status that a client reads, on the real Asterisk. */
@RealAsterisk
@ParameterizedClass
@EnumSource(TestDatabase.class)
class StatusLatencyIT {

  private static final int ROUNDS = 15;
  private static final Duration PROMISED = Duration.ofMillis(250);

  private final Site site;
  private final List<Duration> delays = new ArrayList<>();

  StatusLatencyIT(TestDatabase database) {
    site = new Site(database);
  }

  @BeforeEach
  void open() {
    site.open("3000");
  }

  @AfterEach
  void everythingAgrees() {
    site.close();
  }

  @Test
  void statusShowsAChangeWithinAQuarterOfASecond() {
    try (RigPhone phone = site.rig().phone("3000")) {
      for (int round = 0; round < ROUNDS; round++) {
        measure(phone.register(), "busy");
        measure(phone.call("600"), "in_call");
        measure(phone.hangUp(), "busy");
        measure(phone.unregister(), "free");
      }
    }
    Duration median = delays.stream().sorted().toList().get(delays.size() / 2);
    System.out.println("Status shows a change after " + median.toMillis() + " ms (median)");
    assertTrue(median.compareTo(PROMISED) <= 0, () -> "median " + median);
  }

  private void measure(Instant answered, String state) {
    site.awaitState("3000", state);
    delays.add(Duration.between(answered, Instant.now()));
  }
}
