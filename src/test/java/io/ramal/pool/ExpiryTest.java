package io.ramal.pool;

import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Source;
import io.ramal.extension.Trigger.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lease expires on evidence only. */
class ExpiryTest {

  private static final Duration TTL = TestPool.POLICY.leaseTtl();
  private static final Duration OUTAGE = Duration.ofMinutes(10);
  private static final Duration MICRO = Duration.ofNanos(1_000);

  @ParameterizedTest
  @EnumSource
  void aPingIsAskedForOnceTheDeadlineHasPassed(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.ask("tab-1");
      pool.advance(TTL);
      pool.ask("tab-2");

      await().until(() -> !pool.links().pings().isEmpty());

      assertEquals(List.of(overdue(pool, "3000")), pool.links().pings().element());
    }
  }

  private static OverdueLease overdue(TestPool pool, String extension) {
    return pool.overdue(extension);
  }

  @ParameterizedTest
  @EnumSource
  void aLeaseEndsWhenAPingSentAfterItsDeadlineIsAnswered(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.advance(TTL);
      pool.pinged("3000");

      var expired = pool.last("3000");
      assertEquals("lease_expired", expired.event().word());
      assertEquals(Source.TIMER, expired.origin().source());
      assertEquals("tab-1", expired.holder());
      assertEquals("3000", pool.ask("tab-2"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noAnswerNoExpiry(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.advance(Duration.ofHours(1));
      await().until(() -> pool.links().pings().size() >= 2);

      assertEquals("allocated", pool.last("3000").event().word());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDatabasesClockHasTheLastWordOnADeadline(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.pinged("3000");

      assertEquals("allocated", pool.last("3000").event().word());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRegistrationThatWaitsInTheQueueComesBeforeTheAnswerToThePing(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.advance(TTL);
      pool.gate().close();
      var overdue = List.of(overdue(pool, "3000"));
      pool.hears(TestPool.LINK, "3000", seen("A"));
      pool.pool().offer(new Signal.PingAnswered(TestPool.LINK, overdue));
      pool.gate().open();
      pool.settled();

      assertEquals("registered", pool.last("3000").event().word());
      assertTrue(pool.extension("3000").facts().lease().isPresent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnsweredPingProvesNothingWhileARegistrationIsLost(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.advance(TTL);
      pool.gate().close();
      pool.hears(TestPool.LINK, "3000", seen("B".repeat(501)));
      pool.pool().offer(new Signal.PingAnswered(TestPool.LINK, List.of(overdue(pool, "3000"))));
      pool.gate().open();
      pool.settled();
      assertEquals("allocated", pool.last("3000").event().word());

      pool.read(Reading.ON_LIVE_LINK, Map.of(), "3000");
      pool.pinged("3000");
      assertEquals("allocated", pool.last("3000").event().word(), "it was left out of the reading");

      pool.read(Reading.ON_LIVE_LINK, Map.of());
      pool.pinged("3000");
      assertEquals("lease_expired", pool.last("3000").event().word());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerForAnEarlierLeaseEndsNoLaterOne(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      var earlier = List.of(overdue(pool, "3000"));
      pool.release("3000");
      pool.ask("tab-2");
      pool.advance(TTL);
      pool.pool().offer(new Signal.PingAnswered(TestPool.LINK, earlier));
      pool.settled();

      assertEquals("tab-2", pool.extension("3000").facts().lease().orElseThrow().holder());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theAnswerForAnEarlierDeadlineEndsNoLeaseThatWasResumedSince(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"), gone("A"));
      var earlier = List.of(overdue(pool, "3000"));
      assertEquals("3000", pool.ask("tab-1"));
      pool.advance(TTL);
      pool.pool().offer(new Signal.PingAnswered(TestPool.LINK, earlier));
      pool.settled();

      assertEquals("lease_resumed", pool.last("3000").event().word());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatIsRegisteredOrInACallIsNotEvenAskedAbout(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"));
      pool.ask("tab-2");
      pool.heard("3001", seen("B"), started("1"), gone("B"));
      pool.ask("tab-3");
      pool.advance(Duration.ofDays(1));
      await().until(() -> !pool.links().pings().isEmpty());

      assertEquals(List.of(overdue(pool, "3002")), pool.links().pings().element());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingEndsWhileTheLinkIsDown(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.links().synced(false);
      pool.advance(Duration.ofDays(1));
      looks(pool, Optional.empty());

      assertTrue(pool.links().pings().isEmpty());
      assertEquals("allocated", pool.last("3000").event().word());
    }
  }

  /** One look at the deadlines, by hand, and what it led to. */
  private static void looks(TestPool pool, Optional<Duration> linkDownExpiry) {
    var inbox = new Inbox(9, 9);
    new Deadlines(pool.database(), inbox, pool.links(), linkDownExpiry).look();
    assertEquals(0, inbox.depth());
  }

  @ParameterizedTest
  @EnumSource
  void aSiteMayLetLeasesEndUnverifiedInALongOutage(TestDatabase kind) {
    try (var pool = TestPool.of(kind, Optional.of(OUTAGE), "3000")) {
      pool.ask("tab-1");
      pool.links().synced(false);
      pool.advance(TTL.plus(OUTAGE));

      await().until(() -> pool.last("3000").event().word().equals("lease_expired"));

      assertTrue(pool.last("3000").detail().startsWith("unverified"));
      assertEquals(Source.TIMER, pool.last("3000").origin().source());
    }
  }

  @ParameterizedTest
  @EnumSource
  void notBeforeThatLong(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.links().synced(false);
      pool.stopTheClock();
      var deadline = pool.extension("3000").facts().lease().orElseThrow().expiresAt().orElseThrow();
      pool.advance(Duration.between(pool.now(), deadline).plus(OUTAGE).minus(MICRO));

      looks(pool, Optional.of(OUTAGE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheLeaderOfThePbxDecides(TestDatabase kind) {
    try (var pool = TestPool.of(kind, Optional.of(OUTAGE), "3000")) {
      pool.ask("tab-1");
      pool.links().here(false);
      pool.advance(Duration.ofDays(1));
      looks(pool, Optional.of(OUTAGE));
      pool.links().synced(false);
      looks(pool, Optional.of(OUTAGE));

      assertTrue(pool.links().pings().isEmpty());
      assertEquals("allocated", pool.last("3000").event().word());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExtensionThatIsNotVerifiedIsAskedAboutUntilItIs(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("A"));
      pool.release("3000");

      await().until(() -> pool.links().rechecks().size() >= 3);
    }
  }
}
