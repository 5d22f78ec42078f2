package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A lively day of virtual phones and people, in fast motion, until it is closed. What happens when
 * depends on real threads: a day cannot be replayed, unlike the verbs of {@link SimulatedPbx}.
 */
public final class Day implements AutoCloseable {

  private interface Life {
    void live() throws InterruptedException;
  }

  private final List<Thread> threads = new ArrayList<>();

  private Day() {}

  /** Begins. */
  public static Day start(SimulatorServer server, HandedOut handedOut, DayPlan plan) {
    var day = new Day();
    var random = new SplittableRandom(plan.seed());
    for (int i = 1; i <= plan.phones(); i++) {
      Whims whims = new Whims(random.split(), plan.speed());
      day.begin(new Page(server, handedOut, "simulated-" + i, whims, plan.stuck())::live);
    }
    for (int i = 1; i <= plan.callers(); i++) {
      day.begin(new People(server, new Whims(random.split(), plan.speed()))::callIn);
    }
    return day;
  }

  private void begin(Life life) {
    threads.add(Thread.ofVirtual().name("simulator-day").start(() -> live(life)));
  }

  private static void live(Life life) {
    try {
      life.live();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everybody stops where they are; phones stay registered, calls go on. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
