package io.ramal.pool;

import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Client;
import io.ramal.extension.Lease;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is given which extension. */
class AllocationTest {

  private static final Client ANONYMOUS = new Client("", "192.0.2.1");
  private static final Client NEIGHBOUR = new Client("", "192.0.2.2");

  private static final Trigger TAKEN_OUT = new Trigger.TakeOutOfService("ana", "noisy line");

  @ParameterizedTest
  @EnumSource
  void leasesAFreeExtensionToTheClientThatAsks(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      assertEquals("3000", pool.ask("tab-1"));

      var lease = pool.extension("3000").facts().lease().orElseThrow();
      assertEquals("tab-1", lease.holder());
      assertEquals(Lease.Phase.PENDING, lease.phase());
      assertEquals(lease.givenAt().plusSeconds(30), lease.expiresAt().orElseThrow());
      assertEquals(State.FREE, pool.extension("3000").state());
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAllocationWhenThePoolIsEmpty(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      assertEquals("3000", pool.ask("tab-1"));

      assertEquals("", pool.ask("tab-2"));
      assertEquals(1, pool.pool().figures().none());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheLongestFreeFirst(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      assertEquals("3000", pool.ask("tab-1"));
      assertEquals("3001", pool.ask("tab-2"));
      pool.release("3001");
      pool.release("3000");

      assertEquals("3002", pool.ask("tab-3"));
      assertEquals("3001", pool.ask("tab-4"));
      assertEquals("3000", pool.ask("tab-5"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPendingLeaseIsNeverGivenTwice(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      assertEquals("3000", pool.ask("tab-1"));

      assertEquals("", pool.ask("tab-1"));
      assertEquals("", pool.ask(ANONYMOUS));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCrmGetsManyUnderOneId(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      var given = new TreeSet<String>();
      for (int i = 0; i < 3; i++) {
        given.add(pool.ask("crm"));
      }
      assertEquals(Set.of("3000", "3001", "3002"), given);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnLeaseInGraceComesBeforeTheLongestFree(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"), gone("A"));
      String lease = pool.last("3000").leaseId();

      assertEquals("3000", pool.ask("tab-1"));
      assertEquals("lease_resumed", pool.last("3000").event().word());
      assertEquals(lease, pool.last("3000").leaseId());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyElseGetsALeaseInGrace(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"), gone("A"));

      assertEquals("", pool.ask("tab-2"));
      assertEquals("", pool.ask(ANONYMOUS));
      assertEquals("3000", pool.ask("tab-1"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnonymousLeaseInGraceGoesToItsAddressBeforeA404(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      assertEquals("3000", pool.ask(ANONYMOUS));
      pool.heard("3000", seen("A"), gone("A"));

      assertEquals("3001", pool.ask(ANONYMOUS), "while another is free, that one");
      assertEquals("", pool.ask(NEIGHBOUR));
      assertEquals("3000", pool.ask(ANONYMOUS));
      assertEquals("lease_resumed", pool.last("3000").event().word());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReloadThatIsHeardOfWithTheRequestStillGetsItsOwnExtension(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      pool.ask("tab-1");
      pool.heard("3000", seen("A"));
      var first = heldUp(pool);
      pool.hears(TestPool.LINK, "3000", gone("A"));
      var asked = CompletableFuture.supplyAsync(() -> pool.ask("tab-1"));
      await().until(() -> pool.pool().figures().queueDepth() == 2);
      pool.gate().open();

      assertEquals("3001", first.join());
      assertEquals("3000", asked.join());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLeaseInGraceThatMayNotBeResumedIsNotLookedAtAgainAndAgain(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask(ANONYMOUS);
      pool.heard("3000", seen("A"), TAKEN_OUT, gone("A"));
      long before = pool.gate().passed();

      assertEquals("", pool.ask(ANONYMOUS));
      assertEquals(before + 1, pool.gate().passed());
    }
  }

  /** A first request, which the writer keeps open. */
  private static CompletableFuture<String> heldUp(TestPool pool) {
    pool.gate().close();
    var first = CompletableFuture.supplyAsync(() -> pool.ask("first"));
    await().until(pool.gate()::waitedAt);
    return first;
  }

  @ParameterizedTest
  @EnumSource
  void oneCommitServesAllWhoWaited(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002", "3003")) {
      long before = pool.pool().figures().batches();
      var first = heldUp(pool);
      var second = CompletableFuture.supplyAsync(() -> pool.ask("second"));
      var third = CompletableFuture.supplyAsync(() -> pool.ask("third"));
      await().until(() -> pool.pool().figures().queueDepth() == 2);
      pool.gate().open();

      assertEquals(3, Set.of(first.join(), second.join(), third.join()).size());
      assertEquals(before + 2, pool.pool().figures().batches());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExtensionReleasedInTheSameMomentIsGivenBeforeA404(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.ask("tab-1");
      var first = heldUp(pool);
      var released = CompletableFuture.supplyAsync(() -> pool.release("3000"));
      var asked = CompletableFuture.supplyAsync(() -> pool.ask("tab-2"));
      await().until(() -> pool.pool().figures().queueDepth() == 2);
      pool.gate().open();

      assertEquals("3001", first.join());
      assertTrue(released.join());
      assertEquals("3000", asked.join());
    }
  }

  @Test
  void waitsForARowThatAnotherReplicaHasLockedBeforeItSaysThatThereIsNone() throws SQLException {
    try (var pool = TestPool.of(TestDatabase.POSTGRESQL, "3000");
        Connection other = connection(pool)) {
      lock(other, "3000");
      var asked = CompletableFuture.supplyAsync(() -> pool.ask("tab-1"));
      await().atMost(Duration.ofSeconds(10)).until(() -> waiting(pool) == 1);
      assertFalse(asked.isDone());
      other.rollback();

      assertEquals("3000", asked.join());
    }
  }

  @Test
  void passesOverARowThatAnotherReplicaHasLocked() throws SQLException {
    try (var pool = TestPool.of(TestDatabase.POSTGRESQL, "3000", "3001");
        Connection other = connection(pool)) {
      lock(other, "3000");
      var asked = CompletableFuture.supplyAsync(() -> pool.ask("tab-1"));

      assertEquals("3001", asked.completeOnTimeout("waits", 10, TimeUnit.SECONDS).join());
      other.rollback();
    }
  }

  private static Connection connection(TestPool pool) throws SQLException {
    var settings = pool.settings();
    Connection connection =
        DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void lock(Connection connection, String extension) throws SQLException {
    String sql = "SELECT extension FROM extensions WHERE extension = ? FOR UPDATE";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, extension);
      assertTrue(statement.executeQuery().next());
    }
  }

  private static long waiting(TestPool pool) {
    String sql =
        """
        SELECT count(*) AS waiting
          FROM pg_locks
          JOIN pg_stat_activity USING (pid)
         WHERE NOT granted AND datname = current_database()
        """;
    return pool.database().inTransaction(t -> t.query(sql)).getFirst().number("waiting");
  }

  /** On PostgreSQL alone: an H2 has one writer, and needs no lock for its pick. */
  @Test
  void twoReplicasOnOneDatabaseNeverGiveTheSameExtension() {
    try (var pool =
            TestPool.of(TestDatabase.POSTGRESQL, "3000", "3001", "3002", "3003", "3004", "3005");
        var other = pool.replica()) {
      var given = new TreeSet<String>();
      for (int i = 0; i < 3; i++) {
        var here = CompletableFuture.supplyAsync(() -> pool.ask("here"));
        var there = CompletableFuture.supplyAsync(() -> ask(other));
        given.add(here.join());
        given.add(there.join());
      }
      assertEquals(Set.of("3000", "3001", "3002", "3003", "3004", "3005"), given);
    }
  }

  private static String ask(LivePool pool) {
    return pool.allocate(new Client("there", "192.0.2.3"), TestPool.API)
        .map(Object::toString)
        .orElse("");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFixedUnverifiedOrOutOfServiceIsNotGiven(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      pool.configure(TestPool.PBX, Set.of("3000", "3001", "3002"), Set.of("3000"));
      pool.heard("3001", seen("A"));
      pool.release("3001");
      pool.heard("3002", TAKEN_OUT);

      assertEquals("", pool.ask("tab-1"));
      assertEquals(Optional.empty(), pool.extension("3001").facts().lease());
    }
  }
}
