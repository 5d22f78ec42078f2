package io.ramal.pbx;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Wakes the one who waits; rung while nobody waits, it wakes the next at once. */
final class Bell {

  private final World world;
  private volatile CompletableFuture<Void> rung = new CompletableFuture<>();

  Bell(World world) {
    this.world = world;
  }

  void ring() {
    rung.complete(null);
  }

  /** Until it rings, or for as long. What is looked at afterwards is as new as the last ring. */
  void await(Duration atMost) throws InterruptedException {
    if (world.await(rung, atMost)) {
      rung = new CompletableFuture<>();
    }
  }
}
