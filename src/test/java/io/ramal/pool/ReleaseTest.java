package io.ramal.pool;

import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import io.ramal.extension.Trigger.Reading;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hand clears, and how the PBX is asked about it. */
class ReleaseTest {

  @ParameterizedTest
  @EnumSource
  void clearsLeaseAndFactsAtOnceAndHasThePbxAsked(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"), started("1"));

      assertTrue(pool.release("3000"));

      var facts = pool.extension("3000").facts();
      assertTrue(facts.lease().isEmpty() && facts.contacts().isEmpty());
      assertEquals(Set.of("A"), facts.disowned());
      assertFalse(facts.verified());
      assertEquals("", pool.ask("tab-2"));
      assertTrue(pool.links().rechecks().contains(new ExtensionName("3000")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isHandedOutAgainOnceThePbxIsSeenToHaveNothing(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("A"));
      pool.release("3000");

      pool.heard("3000", new Trigger.Seen(List.of(), List.of(), Reading.AFTER_RELEASE));

      assertEquals(Source.RELEASE_CHECK, pool.last("3000").origin().source());
      assertEquals("3000", pool.ask("tab-2"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void isBusyAgainWhenThePbxStillShowsItsContact(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("A"));
      pool.release("3000");

      pool.heard("3000", new Trigger.Seen(List.of(seen("A")), List.of(), Reading.AFTER_RELEASE));

      assertEquals(State.BUSY, pool.extension("3000").state());
      assertEquals(
          List.of("configured", "registered", "released", "registered", "verified"),
          pool.events("3000"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofALeaseOnlyMakesItAvailableAtOnceAndAsksNobody(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");

      assertTrue(pool.release("3000"));

      assertTrue(pool.links().rechecks().isEmpty());
      assertEquals("3000", pool.ask("tab-2"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withTheLinkDownMakesItAvailableAtOnceAndSaysSo(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("A"));
      pool.links().synced(false);

      assertTrue(pool.release("3000"));

      assertTrue(pool.last("3000").detail().startsWith("unverified"));
      assertEquals("3000", pool.ask("tab-2"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void askedForWithTheLinkDownHasThePbxAskedWhenTheLinkIsBackBeforeItsTurn(TestDatabase kind)
      throws InterruptedException {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.heard("3000", seen("A"));
      pool.links().synced(false);
      pool.gate().close();
      Thread ask = Thread.ofVirtual().start(() -> pool.ask("tab-1"));
      await().until(pool.gate()::waitedAt);
      Thread release = Thread.ofVirtual().start(() -> pool.release("3000"));
      await().until(() -> pool.pool().figures().queueDepth() == 1);

      pool.links().synced(true);
      pool.gate().open();
      ask.join();
      release.join();

      assertFalse(pool.extension("3000").facts().verified());
      await().until(() -> pool.links().rechecks().contains(new ExtensionName("3000")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aContactClearedWithTheLinkDownIsContendedWhenItComesBackUnderALaterLease(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("A"));
      pool.links().synced(false);
      pool.release("3000");
      pool.ask("tab-2");
      pool.links().synced(true);

      pool.heard("3000", seen("A"));

      assertEquals("contended", pool.last("3000").event().word());
      assertEquals(State.BUSY, pool.extension("3000").state());
      pool.heard("3000", gone("A"));
      assertEquals(Set.of(), pool.extension("3000").facts().disowned());
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhoDidItAndFromWhere(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.release("3000");

      var released = pool.last("3000");
      assertEquals(TestPool.API, released.origin());
      assertEquals("tab-1", released.holder());
      assertEquals(released.recordedAt(), released.occurredAt());
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofWhatIsFreeAlreadyIsFineAndWritesNothing(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      assertTrue(pool.release("3000"));

      assertEquals(List.of("configured"), pool.events("3000"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnExtensionThatThePoolDoesNotKnow(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.configure(TestPool.PBX, Set.of("3000"), Set.of());

      assertFalse(pool.release("300"));
      assertFalse(pool.release("30000"));
      assertFalse(pool.release("3001"), "dropped from the settings");
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsAnExtensionThatAnotherReplicaHasAdded(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000");
        var other = pool.replica()) {
      pool.configure(TestPool.PBX, Set.of("3000", "3001"), Set.of());

      assertTrue(other.release(new ExtensionName("3001"), TestPool.API));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResetFreesEverythingAndCountsWhatIsInService(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002", "3003", "3004")) {
      pool.heard("3002", new Trigger.TakeOutOfService("ana", "noisy line"));
      pool.configure(TestPool.PBX, Set.of("3000", "3001", "3002", "3003"), Set.of("3003"));
      pool.ask("tab-1");
      pool.heard("3001", seen("A"), started("1"));

      assertEquals(3, pool.pool().reset(TestPool.API));

      assertEquals("reset", pool.last("3000").event().word());
      assertEquals("reset", pool.last("3001").event().word());
      assertEquals(State.FREE, pool.extension("3001").state());
      assertEquals(Source.API, pool.last("3001").origin().source());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResetWithTheLinkDownLeavesWhatIsRegisteredAlone(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.ask("tab-1");
      pool.heard("3001", seen("A"));
      pool.links().synced(false);

      assertEquals(2, pool.pool().reset(TestPool.API));

      assertTrue(pool.extension("3000").facts().available());
      assertEquals(State.BUSY, pool.extension("3001").state());
    }
  }
}
