package io.ramal.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Has so many clients go through cycles, as fast as they can, for so long. */
final class Load {

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** One client; each call is one cycle. */
  @FunctionalInterface
  interface Cycle extends AutoCloseable {
    void run() throws Exception;

    @Override
    default void close() throws Exception {}
  }

  private Load() {}

  /** Runs it; a cycle that fails ends the run. */
  static Measurement run(int clients, Duration length, Supplier<Cycle> client) {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      workers.add(new Worker(client.get()));
    }
    long processor = MACHINE.getProcessCpuTime();
    long began = System.nanoTime();
    workers.forEach(worker -> worker.start(began + length.toNanos()));
    workers.forEach(Worker::join);
    var elapsed = Duration.ofNanos(System.nanoTime() - began);
    var taken = Duration.ofNanos(MACHINE.getProcessCpuTime() - processor);
    List<Long> nanos = workers.stream().flatMap(worker -> worker.nanos.stream()).toList();
    return new Measurement(nanos.size(), elapsed, taken, nanos);
  }

  private static final class Worker {

    private final List<Long> nanos = new ArrayList<>();
    private final Cycle cycle;
    private Thread thread;
    private volatile Throwable failure;

    Worker(Cycle cycle) {
      this.cycle = cycle;
    }

    void start(long end) {
      thread = Thread.ofVirtual().start(() -> work(end));
    }

    private void work(long end) {
      try (cycle) {
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
