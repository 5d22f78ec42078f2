package io.ramal.pool;

import static io.ramal.pool.TestPool.LINK;
import static io.ramal.pool.TestPool.PBX;
import static io.ramal.pool.TestPool.ended;
import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import io.ramal.extension.Trigger.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the PBX says becomes facts, and what is no longer true is not believed. */
class SignalsTest {

  private static final Instant THEN = Instant.parse("2026-11-24T14:32:00.123456Z");

  @ParameterizedTest
  @EnumSource
  void eventsBecomeFactsAndRowsInTheirOrder(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"), started("1"), started("2"), ended("1"), ended("2"), gone("A"));

      assertEquals(
          List.of(
              "configured",
              "allocated",
              "registered",
              "call_started",
              "channel_added",
              "channel_ended",
              "call_ended",
              "unregistered"),
          pool.events("3000"));
      assertEquals(State.FREE, pool.extension("3000").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameEventTwiceIsOneRow(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("A"), seen("A"));
      pool.heard("3000", seen("A"));

      assertEquals(List.of("configured", "registered"), pool.events("3000"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsThePbxsOwnTimeOfAnEvent(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      var three = new ExtensionName("3000");
      pool.pool().offer(new Signal.Happened(LINK, three, seen("A"), Optional.of(THEN)));
      pool.settled();

      assertEquals(THEN, pool.last("3000").occurredAt());
      assertEquals(Source.AMI, pool.last("3000").origin().source());
    }
  }

  @ParameterizedTest
  @EnumSource
  void eventsOfOtherExtensionsAreNotFollowed(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      assertTrue(pool.pool().follows(new ExtensionName("3000")));
      assertFalse(pool.pool().follows(new ExtensionName("300")));

      pool.heard("300", seen("A"));

      assertEquals(
          Optional.empty(), new PoolReader(pool.database()).extension(new ExtensionName("300")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLinkSpeaksOnlyForItsOwnPbx(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.addPbx("b");
      pool.hears(new LinkStamp("b", FakeLinks.EPOCH, 1), "3000", seen("A"));
      pool.settled();

      assertEquals(State.FREE, pool.extension("3000").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneBadTriggerDoesNotFailItsNeighbours(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      pool.gate().close();
      pool.hears(LINK, "3000", seen("first"));
      await().until(pool.gate()::waitedAt);
      pool.hears(LINK, "3000", seen("A"));
      pool.hears(LINK, "3001", seen("B".repeat(501)));
      pool.hears(LINK, "3002", seen("C"));
      var asked = CompletableFuture.supplyAsync(() -> pool.ask("tab-1"));
      await().until(() -> pool.pool().figures().queueDepth() == 4);
      pool.gate().open();

      assertEquals("3001", asked.join());
      assertEquals(Set.of("first", "A"), pool.extension("3000").facts().contacts().keySet());
      assertEquals(State.BUSY, pool.extension("3002").state());
      assertEquals(List.of("configured", "allocated"), pool.events("3001"));
      assertEquals(1, pool.links().rereads().size(), "what could not be recorded is read again");
    }
  }

  @ParameterizedTest
  @EnumSource
  void signalsOfAStaleEpochChangeNothingAndDeposeTheirLink(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.execute("UPDATE pbx SET epoch = 2 WHERE pbx = ?", PBX);

      pool.heard("3000", seen("A"));

      assertEquals(List.of(1L), List.copyOf(pool.links().deposedEpochs()));
      assertEquals(List.of("configured"), pool.events("3000"));
      pool.hears(new LinkStamp(PBX, 2, 1), "3000", seen("A"));
      pool.settled();
      assertEquals(State.BUSY, pool.extension("3000").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void signalsOfAnOlderConnectionAreDiscarded(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.hears(new LinkStamp(PBX, FakeLinks.EPOCH, 2), "3000", seen("A"));
      pool.heard("3000", gone("A"));

      assertEquals(State.BUSY, pool.extension("3000").state());
      assertThrows(CompletionException.class, () -> pool.read(Reading.AFTER_LOGIN, Map.of()));
      assertEquals(State.BUSY, pool.extension("3000").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReReadAddsWhatWasMissedAndTakesAwayWhatIsGone(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002", "3003")) {
      pool.heard("3000", seen("A"));
      pool.heard("3001", seen("B"), started("1"));
      pool.heard("3002", seen("C"));

      var found =
          pool.read(
              Reading.AFTER_LOGIN,
              Map.of("3002", found("C"), "3003", found("D"), "nobody", found("E")));

      assertEquals(new Signal.Reconciliation(3, 2), found);
      assertEquals(
          "{3000=FREE, 3001=FREE, 3002=BUSY, 3003=BUSY}",
          new PoolReader(pool.database()).states().toString());
      assertEquals(Source.RECONCILE, pool.last("3003").origin().source());
      assertEquals("believed absent, the PBX has it", pool.last("3003").detail());
    }
  }

  private static Trigger.Seen found(String uri) {
    return new Trigger.Seen(List.of(seen(uri)), List.of(), Reading.AFTER_LOGIN);
  }

  @ParameterizedTest
  @EnumSource
  void aReReadLeavesOutWhatAnEventHasTouchedMeanwhile(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.heard("3000", seen("A"));

      var found = pool.read(Reading.ON_LIVE_LINK, Map.of("3001", found("B")), "3000", "3001");

      assertEquals(new Signal.Reconciliation(0, 0), found);
      assertEquals(State.BUSY, pool.extension("3000").state());
      assertEquals(State.FREE, pool.extension("3001").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReReadThatFindsWhatWasKnownWritesNothing(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.heard("3000", seen("A"));
      long before = pool.pool().figures().entries();

      assertEquals(
          new Signal.Reconciliation(0, 0),
          pool.read(Reading.AFTER_LOGIN, Map.of("3000", found("A"))));
      assertEquals(before, pool.pool().figures().entries());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReReadLeavesTheExtensionsOfAnotherPbxAlone(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.addPbx("b");
      pool.configure("b", Set.of("4000"), Set.of());
      pool.hears(new LinkStamp("b", FakeLinks.EPOCH, 1), "4000", seen("A"));

      pool.read(Reading.AFTER_LOGIN, Map.of("4000", found("B")));

      assertEquals(Set.of("A"), pool.extension("4000").facts().contacts().keySet());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReReadOfMoreExtensionsThanOneBatchTakesIsAppliedWhole(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      var many = new TreeSet<String>();
      for (int i = 0; i < 600; i++) {
        many.add("9" + i);
      }
      pool.configure(PBX, many, Set.of());
      var seen = new HashMap<String, Trigger.Seen>();
      many.forEach(name -> seen.put(name, found("sip:" + name)));

      assertEquals(new Signal.Reconciliation(600, 0), pool.read(Reading.AFTER_LOGIN, seen));
      assertEquals(new Signal.Reconciliation(600, 600), pool.read(Reading.AFTER_LOGIN, Map.of()));
    }
  }
}
