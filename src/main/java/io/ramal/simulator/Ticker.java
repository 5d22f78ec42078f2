package io.ramal.simulator;

import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Lets the PBX's time pass as a clock says, until it is closed. */
public final class Ticker implements AutoCloseable {

  private static final long EVERY_MILLIS = 10;

  private final SimulatorServer server;
  private final InstantSource clock;
  private final Thread thread;

  private Ticker(SimulatorServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
    thread = Thread.ofVirtual().name("simulator-time").start(this::tick);
  }

  /** Begins. */
  public static Ticker start(SimulatorServer server, InstantSource clock) {
    return new Ticker(server, clock);
  }

  private void tick() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        server.advanceTo(clock.instant());
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Time stands still again. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
