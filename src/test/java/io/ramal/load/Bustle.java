package io.ramal.load;

import io.ramal.simulator.PhoneAddress;
import io.ramal.simulator.SimulatedPbx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Phones and clients that do something every few milliseconds, by chance. For one thread. */
final class Bustle {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);
  private static final Duration EXPIRES = Duration.ofMinutes(2);
  private static final Duration EXPIRES_SOON = Duration.ofSeconds(1);
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 40_000;

  private final CutSite site;
  private final RandomGenerator random;
  private long deeds;

  Bustle(CutSite site, RandomGenerator random) {
    this.site = site;
    this.random = random;
  }

  /** How much was done. */
  long deeds() {
    return deeds;
  }

  /** Goes on for a time by chance, from nothing to so long. */
  void upTo(int millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(millis + 1));
    until(() -> System.nanoTime() - end >= 0);
  }

  /** Goes on until something holds. */
  void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      next();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void next() {
    deeds++;
    String extension = any();
    switch (random.nextInt(24)) {
      case 0, 1, 2, 3 -> register(extension, PhoneAddress.udp(port()), EXPIRES);
      case 4, 5, 6 -> register(extension, PhoneAddress.wss(port()), EXPIRES);
      case 7 -> register(extension, PhoneAddress.udp(port()), EXPIRES_SOON);
      case 8, 9, 10 -> does(pbx -> pbx.unregister(extension));
      case 11 -> does(pbx -> pbx.vanish(extension));
      case 12, 13 -> does(pbx -> pbx.call(extension, "600", ""));
      case 14 -> does(pbx -> pbx.call(extension, any(), ""));
      case 15 -> does(pbx -> pbx.callIn(extension));
      case 16, 17 -> does(pbx -> pbx.answer(extension));
      case 18 -> does(pbx -> pbx.transferBlind(extension, any()));
      case 19 -> client();
      default -> does(pbx -> pbx.hangUp(extension));
    }
  }

  /** One that wants an extension and registers, or one that frees by hand what is stuck. */
  private void client() {
    if (random.nextInt(4) == 0) {
      site.release(any());
    } else {
      site.free().ifPresent(given -> register(given, PhoneAddress.wss(port()), EXPIRES));
    }
  }

  private void register(String extension, PhoneAddress from, Duration expires) {
    does(pbx -> pbx.register(extension, from, expires, ""));
  }

  private void does(Function<SimulatedPbx, ?> deed) {
    site.pbx().with(deed);
  }

  private String any() {
    return CutSite.EXTENSIONS.get(random.nextInt(CutSite.EXTENSIONS.size()));
  }

  private int port() {
    return FIRST_PORT + random.nextInt(PORTS);
  }
}
