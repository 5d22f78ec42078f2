package io.ramal.load;

import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.pool.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A client that takes an extension and gives it back, and tells the referee. */
final class Player implements Runnable {

  private final Pool pool;
  private final int refereePort;
  private final String name;
  private final int rounds;
  private final Score score;

  /** What players did, counted together. */
  record Score(AtomicLong given, AtomicLong none) {

    Score() {
      this(new AtomicLong(), new AtomicLong());
    }
  }

  Player(Pool pool, int refereePort, String name, int rounds, Score score) {
    this.pool = pool;
    this.refereePort = refereePort;
    this.name = name;
    this.rounds = rounds;
    this.score = score;
  }

  @Override
  public void run() {
    var client = new Client(name, "127.0.0.1");
    try (var referee = new Socket(InetAddress.getLoopbackAddress(), refereePort)) {
      referee.setTcpNoDelay(true);
      for (int round = 0; round < rounds; round++) {
        String id = name + "." + round;
        Optional<ExtensionName> given = pool.allocate(client, origin(id + ".a"));
        if (given.isEmpty()) {
          score.none().incrementAndGet();
          continue;
        }
        score.given().incrementAndGet();
        tell(referee, "!" + id + ".a");
        tell(referee, "+" + given.get());
        tell(referee, "-" + given.get());
        pool.release(given.get(), origin(id + ".r"));
        tell(referee, "!" + id + ".r");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
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
