package io.ramal.load;

import static io.ramal.load.CutSite.PING_INTERVAL;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.history.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The link is cut over and over while phones and clients go on. {@code -Dramal.long=true} cuts it
 * 1,000 times; {@code -Dramal.seed=7} makes the choices of that seed again, though not its timing.
 */
class CutsIT {

  private static final int CUTS = Boolean.getBoolean("ramal.long") ? 1_000 : 60;
  private static final List<Cut> WAYS = List.of(Cut.values());
  private static final long SEED = Long.getLong("ramal.seed", System.nanoTime());
  private static final Duration TO_AGREE = Duration.ofSeconds(2);
  private static final Duration TO_NOTICE = PING_INTERVAL.multipliedBy(2);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MOST_MORE = 5; // threads or sockets that come and go by themselves
  private static final long MOST_MORE_HEAP = 8 << 20;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Duration> silences = new ArrayList<>();
  private final Map<Cut, List<Duration>> returns = new EnumMap<>(Cut.class);
  private CutSite site;
  private Bustle bustle;

  @BeforeEach
  void start() {
    System.out.println("Cuts by seed " + SEED);
    site = new CutSite(SEED);
    bustle = new Bustle(site, random.split());
    await().atMost(PATIENCE).until(site::synced);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void theDatabaseIsRightSoonAfterEveryCutAndNothingPilesUp() {
    cut(0, CUTS / 5);
    Footprint early = Footprint.now();
    cut(CUTS / 5, CUTS);
    Footprint late = Footprint.now();
    report(early, late);
    assertInstanceOf(Verdict.Proven.class, site.verdict());
    assertFlat(early, late);
  }

  private void cut(int from, int to) {
    for (int number = from; number < to; number++) {
      Cut cut = WAYS.get(random.nextInt(WAYS.size()));
      try {
        bustle.upTo(100);
        cut(cut);
      } catch (ConditionTimeoutException | AssertionError wrong) {
        throw new AssertionError("cut " + number + ", " + cut + ", seed " + SEED, wrong);
      }
    }
  }

  private void cut(Cut cut) {
    Instant begin = Instant.now();
    cut.hurt(site, bustle, random);
    if (cut == Cut.SILENCE) {
      silences.add(noticed(begin));
    }
    bustle.upTo(300);
    cut.letBack(site.proxy(), random);
    boolean again = random.nextInt(3) == 0;
    if (again) {
      bustle.upTo(60);
      site.proxy().cut();
    }
    long back = System.nanoTime();
    bustle.upTo(50);
    returns.computeIfAbsent(cut, _ -> new ArrayList<>()).add(agreed(back));
  }

  /** How long it took since then until the link knew that it is not connected. */
  private Duration noticed(Instant begin) {
    Instant hopeless = begin.plus(PATIENCE);
    bustle.until(() -> site.lostSince().isPresent() || Instant.now().isAfter(hopeless));
    Duration after = Duration.between(begin, site.lostSince().orElse(hopeless));
    assertTrue(after.compareTo(TO_NOTICE) <= 0, () -> "silence noticed after " + after);
    return after;
  }

  /** How long it took since then until the link was in step and the database right. */
  private Duration agreed(long back) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              assertTrue(site.synced(), "not in step");
              assertEquals(site.onPbx(), site.inDatabase());
            });
    Duration taken = since(back);
    assertTrue(taken.compareTo(TO_AGREE) <= 0, () -> "right after " + taken);
    return taken;
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void report(Footprint early, Footprint late) {
    System.out.println(
        "%d cuts, %d deeds of phones and clients meanwhile".formatted(CUTS, bustle.deeds()));
    returns.forEach((cut, times) -> report(cut + ": database = PBX after", times));
    report("silence noticed after", silences);
    System.out.println("after %d cuts: %s".formatted(CUTS / 5, early));
    System.out.println("after %d cuts: %s".formatted(CUTS, late));
  }

  private static void report(String what, List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    System.out.println(
        "%s %d ms (median of %d), %d ms (worst)"
            .formatted(
                what,
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.size(),
                sorted.getLast().toMillis()));
  }

  private static void assertFlat(Footprint early, Footprint late) {
    assertTrue(late.platform() <= early.platform() + MOST_MORE, "platform threads");
    assertTrue(late.virtual() <= early.virtual() + MOST_MORE, "virtual threads");
    assertTrue(late.sockets() <= early.sockets() + MOST_MORE, "sockets");
    assertTrue(late.heap() <= early.heap() + MOST_MORE_HEAP, "heap");
  }
}
