package io.ramal.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The requests that are being answered. Helidon, told to stop, waits its whole grace for any
 * connection that has just been used; so we wait for the requests ourselves, and leave it a short
 * one. Safe for many threads.
 */
final class UnderWay {

  private final Set<CountDownLatch> requests = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  /** A request begins; the latch is handed back when it has been answered. */
  CountDownLatch begin() {
    var request = new CountDownLatch(1);
    requests.add(request);
    return request;
  }

  void end(CountDownLatch request) {
    requests.remove(request);
    request.countDown();
  }

  /** Whether a connection is to be closed once its request has been answered. */
  boolean ending() {
    return ending;
  }

  /** Waits for those that have begun, at most this long. */
  void finish(Duration patience) {
    ending = true;
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (CountDownLatch request : List.copyOf(requests)) {
        if (!request.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
