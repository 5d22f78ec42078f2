package io.ramal.pbx;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.asteriskjava.util.SocketConnectionFacade;
import org.asteriskjava.util.internal.SocketConnectionFacadeImpl;

/** The clocks of this machine, virtual threads, and TCP. */
final class RealWorld implements World {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public RandomGenerator random() {
    return ThreadLocalRandom.current();
  }

  @Override
  public Thread start(String name, Runnable life) {
    return Thread.ofVirtual().name(name).start(life);
  }

  @Override
  public boolean await(CompletableFuture<?> future, Duration atMost) throws InterruptedException {
    try {
      future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true;
    } catch (TimeoutException notYet) {
      return false;
    }
  }

  @Override
  public SocketConnectionFacade connect(PbxSettings pbx, Duration deadline) throws IOException {
    int millis = Math.toIntExact(deadline.toMillis());
    return new SocketConnectionFacadeImpl(pbx.host(), pbx.port(), false, millis, 0, UTF_8);
  }
}
