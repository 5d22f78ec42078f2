package io.ramal.pbx;

import io.ramal.simulator.LocalWire;
import io.ramal.simulator.SimulatedPbx;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * A world with a simulated PBX in it, whose clock is turned by hand, and which knows when everybody
 * in it waits: then nothing can happen any more before the clock is turned, or somebody outside
 * does something.
 */
public final class TurnedWorld implements World {

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final SimulatedPbx pbx;
  private final RandomGenerator random;
  private final Instant start;
  private final Set<Waiter> waiters = new HashSet<>();
  private Instant now;
  private int lives;
  private volatile Optional<LocalWire> wire = Optional.empty();

  /** A world at the time of this PBX. */
  public TurnedWorld(SimulatedPbx pbx, RandomGenerator random) {
    this.pbx = pbx;
    this.random = random;
    this.start = pbx.now();
    this.now = start;
  }

  /** Somebody who waits for something, or until it is too late for it. */
  private static final class Waiter {

    private final CompletableFuture<?> awaited;
    private final CompletableFuture<Void> late = new CompletableFuture<>();
    private final Instant due;

    Waiter(CompletableFuture<?> awaited, Instant due) {
      this.awaited = awaited;
      this.due = due;
    }

    boolean isWoken() {
      return awaited.isDone() || late.isDone();
    }
  }

  @Override
  public long nanos() {
    return Duration.between(start, now()).toNanos();
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public Thread start(String name, Runnable life) {
    born();
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                life.run();
              } finally {
                died();
              }
            });
  }

  private synchronized void born() {
    lives++;
  }

  private synchronized void died() {
    lives--;
  }

  @Override
  public boolean await(CompletableFuture<?> future, Duration atMost) throws InterruptedException {
    if (!future.isDone() && atMost.isPositive()) {
      Waiter waiter = waiting(future, atMost);
      try {
        CompletableFuture.anyOf(future, waiter.late).get();
      } catch (ExecutionException failed) {
        // it is done all the same
      } finally {
        gone(waiter);
      }
    }
    return future.isDone();
  }

  private synchronized Waiter waiting(CompletableFuture<?> future, Duration atMost) {
    var waiter = new Waiter(future, now.plus(atMost));
    waiters.add(waiter);
    return waiter;
  }

  private synchronized void gone(Waiter waiter) {
    waiters.remove(waiter);
  }

  /** Whether everybody waits for something that has not come. */
  public synchronized boolean isQuiet() {
    return waiters.size() == lives && waiters.stream().noneMatch(Waiter::isWoken);
  }

  /** When somebody who waits will have waited for long enough. */
  public synchronized Instant nextDue() {
    return waiters.stream().map(waiter -> waiter.due).min(Instant::compareTo).orElse(Instant.MAX);
  }

  /** Turns the clock, and wakes those who have waited for long enough. Never backwards. */
  public synchronized void turnTo(Instant then) {
    now = then;
    waiters.stream()
        .filter(waiter -> !waiter.due.isAfter(then))
        .forEach(waiter -> waiter.late.complete(null));
  }

  /** The connection made last; empty when none was made yet. */
  public Optional<LocalWire> wire() {
    return wire;
  }

  @Override
  public SocketConnectionFacade connect(PbxSettings settings, Duration deadline)
      throws IOException {
    var end = new End();
    LocalWire made =
        LocalWire.to(pbx, end::news).orElseThrow(() -> new IOException("Connection refused"));
    end.wire = made;
    wire = Optional.of(made);
    return end;
  }

  /** Our end of a wire. */
  private final class End implements SocketConnectionFacade {

    private volatile LocalWire wire;
    private volatile CompletableFuture<Void> news = new CompletableFuture<>();

    void news() {
      news.complete(null);
    }

    @Override
    public String readLine() throws IOException {
      while (true) {
        news = new CompletableFuture<>();
        Optional<String> line = wire.line();
        if (line.isPresent()) {
          return line.get();
        }
        if (wire.isOver()) {
          throw new IOException("Connection reset");
        }
        hear();
      }
    }

    private void hear() throws IOException {
      try {
        TurnedWorld.this.await(news, FOR_EVER);
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
    }

    @Override
    public void write(String text) {
      wire.write(text);
    }

    @Override
    public void flush() {
      // nothing is kept back
    }

    @Override
    public void close() {
      wire.close();
      news();
    }

    @Override
    public boolean isConnected() {
      return !wire.isOver();
    }

    @Override
    public InetAddress getLocalAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getLocalPort() {
      return 1;
    }

    @Override
    public InetAddress getRemoteAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getRemotePort() {
      return 1;
    }
  }
}
