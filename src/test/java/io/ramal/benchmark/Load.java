package io.ramal.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Has so many clients go through cycles, as fast as they can, for so long. */
final class Load {

  /** One client; each call is one cycle. */
  @FunctionalInterface
  interface Cycle {
    void run() throws Exception;
  }

  private Load() {}

  /** Runs it; a cycle that fails ends the run. */
  static Measurement run(int clients, Duration length, IntFunction<Cycle> client) {
    List<Worker> workers = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      workers.add(new Worker(client.apply(i), began + length.toNanos()));
    }
    workers.forEach(Worker::join);
    var elapsed = Duration.ofNanos(System.nanoTime() - began);
    List<Long> nanos = workers.stream().flatMap(worker -> worker.nanos.stream()).toList();
    return new Measurement(nanos.size(), elapsed, nanos);
  }

  private static final class Worker {

    private final List<Long> nanos = new ArrayList<>();
    private final Thread thread;
    private volatile Throwable failure;

    Worker(Cycle cycle, long end) {
      thread = Thread.ofVirtual().start(() -> work(cycle, end));
    }

    private void work(Cycle cycle, long end) {
      try {
        for (long now = System.nanoTime(); now < end; ) {
          cycle.run();
          long then = System.nanoTime();
          nanos.add(then - now);
          now = then;
        }
      } catch (Exception failed) {
        failure = failed;
      }
    }

    void join() {
      try {
        thread.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
