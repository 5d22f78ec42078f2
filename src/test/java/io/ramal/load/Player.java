package io.ramal.load;

import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.pool.Pool;
import io.ramal.pool.PoolUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A client that takes an extension and gives it back, and tells the referee. */
final class Player implements Runnable {

  /**
   * How long an extension is used at most: long enough for another to come by with the same. As
   * long waits who was turned away.
   */
  private static final long MOST_NANOS_OF_USE = 10_000_000;

  private final Pool pool;
  private final int refereePort;
  private final String name;
  private final Client client;
  private final int rounds;
  private final Score score;

  /**
   * What players were told, counted together.
   *
   * @param given an extension
   * @param none that there is none
   * @param refused neither, or that their extension was not given back
   */
  record Score(AtomicLong given, AtomicLong none, AtomicLong refused) {

    Score() {
      this(new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    /** How many allocations and releases were asked for. */
    long operations() {
      return 2 * given.get() + none.get();
    }

    /** Adds what another process has counted, as {@link #toString} writes it. */
    void add(String line) {
      long[] counts = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
      given.addAndGet(counts[0]);
      none.addAndGet(counts[1]);
      refused.addAndGet(counts[2]);
    }

    @Override
    public String toString() {
      return given + " " + none + " " + refused;
    }
  }

  Player(Pool pool, int refereePort, String name, int rounds, Score score) {
    this.pool = pool;
    this.refereePort = refereePort;
    this.name = name;
    this.client = new Client(name, "127.0.0.1");
    this.rounds = rounds;
    this.score = score;
  }

  @Override
  public void run() {
    try (var referee = new Socket(InetAddress.getLoopbackAddress(), refereePort)) {
      referee.setTcpNoDelay(true);
      tell(referee, "?" + name);
      for (int round = 0; round < rounds; round++) {
        play(referee, name + "." + round);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void play(Socket referee, String id) throws IOException {
    try {
      Optional<ExtensionName> given = pool.allocate(client, origin(id + ".a"));
      if (given.isPresent()) {
        score.given().incrementAndGet();
        use(referee, id, given.get());
      } else {
        score.none().incrementAndGet();
        pause();
      }
    } catch (PoolUnavailableException refusal) {
      score.refused().incrementAndGet();
    }
  }

  private void use(Socket referee, String id, ExtensionName extension) throws IOException {
    tell(referee, "!" + id + ".a " + extension);
    tell(referee, "+" + extension);
    pause();
    tell(referee, "-" + extension);
    if (pool.release(extension, origin(id + ".r"))) {
      tell(referee, "!" + id + ".r " + extension);
    } else {
      score.refused().incrementAndGet();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_NANOS_OF_USE));
  }

  private Origin origin(String requestId) {
    return new Origin(Source.API, name, requestId, "127.0.0.1");
  }

  private static void tell(Socket referee, String line) throws IOException {
    referee.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    if (referee.getInputStream().read() < 0) {
      throw new IOException("the referee has left");
    }
  }
}
