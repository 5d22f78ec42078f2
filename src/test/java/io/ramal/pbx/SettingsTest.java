package io.ramal.pbx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "secret\r\nAction: Command"})
  void aLineBreakIsRefusedWhereverItStands(String broken) {
    assertThrows(IllegalArgumentException.class, () -> pbx(broken, "host", "user", "secret"));
    assertThrows(IllegalArgumentException.class, () -> pbx("main", broken, "user", "secret"));
    assertThrows(IllegalArgumentException.class, () -> pbx("main", "host", broken, "secret"));
    assertThrows(IllegalArgumentException.class, () -> pbx("main", "host", "user", broken));
  }

  private static PbxSettings pbx(String name, String host, String user, String secret) {
    return new PbxSettings(name, host, 5038, user, secret);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void whatIsNoPortIsRefused(int port) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PbxSettings("main", "host", port, "user", "secret"));
  }

  @ParameterizedTest
  @CsvSource({"'', host, user", "main, ' ', user", "main, host, ''"})
  void nothingIsNoName(String name, String host, String user) {
    assertThrows(IllegalArgumentException.class, () -> pbx(name, host, user, "secret"));
  }

  @Test
  void aNameThatDoesNotFitItsColumnIsRefused() {
    pbx("n".repeat(40), "host", "user", "secret");
    assertThrows(
        IllegalArgumentException.class, () -> pbx("n".repeat(41), "host", "user", "secret"));
  }

  @Test
  void theSecretIsNotShown() {
    String shown = pbx("main", "host", "user", "hidden").toString();
    assertEquals("main (user at host:5038)", shown);
    assertFalse(shown.contains("hidden"));
  }

  @Test
  void nobodyWaitsForNothing() {
    assertThrows(
        IllegalArgumentException.class, () -> LinkTimes.of(Duration.ZERO, Duration.ofMinutes(5)));
    assertThrows(
        IllegalArgumentException.class,
        () -> LinkTimes.of(Duration.ofSeconds(30), Duration.ofMinutes(-5)));
  }

  @Test
  void theBackOffDoublesUpToItsLimitAndBeginsAnewAfterASuccess() {
    var backOff = new BackOff(Duration.ofMillis(50), Duration.ofSeconds(1), new Random(1));
    for (long limit : new long[] {50, 100, 200, 400, 800, 1_000, 1_000}) {
      long wait = backOff.next().toMillis();
      assertTrue(wait >= limit / 2 && wait <= limit, wait + " of " + limit);
    }
    backOff.reset();
    assertTrue(backOff.next().toMillis() <= 50);
  }
}
