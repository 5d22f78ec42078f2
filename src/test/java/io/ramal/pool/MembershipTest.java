package io.ramal.pool;

import static io.ramal.pool.TestPool.PBX;
import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the settings name, and what happens to that which they no longer name. */
class MembershipTest {

  @ParameterizedTest
  @EnumSource
  void theSettingsBringExtensionsToLife(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "agent-7")) {
      assertEquals("{3000=FREE, agent-7=FREE}", states(pool));
      assertEquals(Source.CONFIGURATION, pool.last("agent-7").origin().source());
    }
  }

  private static String states(TestPool pool) {
    return new PoolReader(pool.database()).states().toString();
  }

  @ParameterizedTest
  @EnumSource
  void theSameSettingsAgainWriteNothing(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.configure(PBX, Set.of("3000"), Set.of());

      assertEquals(List.of("configured"), pool.events("3000"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDroppedIsNoLongerHandedOutNorListedButKeepsItsHistory(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.configure(PBX, Set.of("3001"), Set.of());

      assertEquals("{3001=FREE}", states(pool));
      assertEquals("3001", pool.ask("tab-1"));
      assertEquals("", pool.ask("tab-1"));
      assertEquals(List.of("configured", "unconfigured"), pool.events("3000"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDroppedWhileInUseIsFollowedToItsEnd(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"));
      pool.configure(PBX, Set.of(), Set.of());

      assertEquals("{}", states(pool));
      assertEquals(State.BUSY, pool.extension("3000").state());
      pool.heard("3000", gone("A"));
      pool.advance(Duration.ofSeconds(6));
      pool.pinged("3000");
      assertTrue(pool.extension("3000").facts().idle());
      assertEquals("lease_expired", pool.last("3000").event().word());
      assertEquals("", pool.ask("tab-2"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNamedAgainIsHandedOutAgain(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.configure(PBX, Set.of(), Set.of());
      pool.configure(PBX, Set.of("3000"), Set.of());

      assertEquals("3000", pool.ask("tab-1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHardphoneIsFollowedAndNeverHandedOut(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.configure(PBX, Set.of("3000"), Set.of("3000"));

      assertEquals("", pool.ask("tab-1"));
      pool.heard("3000", seen("A"));
      assertEquals("{3000=BUSY}", states(pool));
      pool.configure(PBX, Set.of("3000"), Set.of());
      pool.heard("3000", gone("A"));
      assertEquals("3000", pool.ask("tab-1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExtensionMovesToAnotherPbxAndItsOldOneIsNoLongerBelieved(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.addPbx("b");
      pool.configure("b", Set.of("3000"), Set.of());

      assertEquals("b", pool.extension("3000").pbx());
      assertEquals("moved from PBX default", pool.last("3000").detail());
      pool.heard("3000", seen("A"));
      assertEquals(State.FREE, pool.extension("3000").state());
      pool.hears(new LinkStamp("b", FakeLinks.EPOCH, 1), "3000", seen("A"));
      pool.settled();
      assertEquals(State.BUSY, pool.extension("3000").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSettingsOfOnePbxDropNothingOfAnother(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.addPbx("b");
      pool.configure("b", Set.of("4000"), Set.of());
      pool.configure("b", Set.of(), Set.of());

      assertEquals("{3000=FREE}", states(pool));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSettingsOfALeaderThatIsNoMoreAreNotApplied(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.execute("UPDATE pbx SET epoch = 2 WHERE pbx = ?", PBX);

      pool.configure(PBX, Set.of("3001"), Set.of());

      assertEquals("{3000=FREE}", states(pool));
      assertEquals(List.of(1L), List.copyOf(pool.links().deposedEpochs()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void takenOutOfServiceItIsNeitherListedNorHandedOutAndARestartDoesNotUndoThat(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", new Trigger.TakeOutOfService("ana", "noisy line"));
      pool.restart();
      pool.configure(PBX, Set.of("3000"), Set.of());

      assertEquals("{}", states(pool));
      assertEquals("", pool.ask("tab-1"));
      var mark = pool.extension("3000").facts().membership().outOfService().orElseThrow();
      assertEquals("ana: noisy line", mark.by() + ": " + mark.reason());
      pool.heard("3000", new Trigger.PutInService("repaired"));
      assertEquals("3000", pool.ask("tab-1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void followsWhatTheSettingsName(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      assertFalse(pool.pool().follows(new ExtensionName("3001")));

      pool.configure(PBX, Set.of("3001"), Set.of());

      assertTrue(pool.pool().follows(new ExtensionName("3001")));
      assertTrue(pool.pool().follows(new ExtensionName("3000")), "to its end");
    }
  }
}
