package io.ramal.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.rig.PhoneCrowd;
import io.ramal.rig.RealAsterisk;
import io.ramal.rig.RigOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Monday morning at once, on the real Asterisk and PostgreSQL. */
@RealAsterisk
class StormIT {

  private static final int PHONES = 500;
  private static final int SPARE = 50; // extensions of nobody's phone
  private static final int CALLS = 300;
  private static final int CLIENTS = 16;
  private static final Duration CALLING = Duration.ofSeconds(16);

  private final List<String> extensions =
      IntStream.range(3000, 3000 + PHONES + SPARE).mapToObj(String::valueOf).toList();
  private final List<String> phones = extensions.subList(0, PHONES);
  private final Site site = new Site(TestDatabase.POSTGRESQL);
  private volatile boolean over;

  @BeforeEach
  void open() {
    String pool = extensions.getFirst() + "-" + extensions.getLast();
    site.open(String.join(",", extensions), RigOptions.DEFAULT.withPool(pool).withWebrtc("9100"));
  }

  @AfterEach
  void everythingAgrees() {
    site.close();
  }

  @Test
  void everybodyComesAndCallsAndGoesWhileClientsAllocate() throws Exception {
    int rereads = site.client().link().getInt("rereads");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var crowd = new PhoneCrowd(site.rig(), phones)) {
      List<Future<Integer>> clients =
          IntStream.range(0, CLIENTS).mapToObj(number -> threads.submit(client(number))).toList();
      try {
        storm(crowd);
      } finally {
        over = true;
      }
      report(sum(clients));
    }
    assertEquals(0, site.client().metric("refused_triggers"), "refused signals");
    assertEquals(rereads, site.client().link().getInt("rereads"), "the link has lost something");
  }

  private void storm(PhoneCrowd crowd) {
    timed(PHONES + " phones register", crowd::register);
    crowd.answerCalls();
    List<String> numbers = List.of("600", phones.get(PHONES - 1), "600", phones.get(PHONES - 2));
    timed(CALLS + " calls", () -> crowd.call(CALLS, CALLING, numbers));
    site.awaitStates(phones, "busy");
    site.awaitAgreement();
    timed(PHONES + " phones unregister", crowd::unregister);
    site.awaitStates(phones, "free");
  }

  private static void timed(String what, Runnable deed) {
    long begin = System.nanoTime();
    deed.run();
    System.out.println(what + " in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
  }

  /** Takes an extension and gives it back, over and over; how often. Any refusal is an error. */
  private Callable<Integer> client(int number) {
    return () -> {
      RamalClient client = site.client();
      int rounds = 0;
      for (; !over; rounds++) {
        client.release(client.free("tab-" + number).orElseThrow());
      }
      return rounds;
    };
  }

  private static int sum(List<Future<Integer>> clients)
      throws ExecutionException, InterruptedException {
    int rounds = 0;
    for (Future<Integer> client : clients) {
      rounds += client.get();
    }
    return rounds;
  }

  private void report(int rounds) {
    List<Duration> lags = site.lags();
    System.out.println(CLIENTS + " clients allocated and released " + rounds + " times");
    System.out.println(
        "event lag of %d rows, from the PBX's time stamp to the transaction: p50 %d ms, p99 %d ms"
            .formatted(lags.size(), millis(lags, 50), millis(lags, 99)));
    assertTrue(lags.size() >= 2 * PHONES + 2 * CALLS, "rows are missing");
  }

  private static long millis(List<Duration> sorted, int percent) {
    return sorted.get((sorted.size() - 1) * percent / 100).toMillis();
  }
}
