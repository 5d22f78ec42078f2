package io.ramal.pool;

import static io.ramal.pool.TestPool.seen;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.database.TestPostgres;
import io.ramal.database.Transaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers and links are told when the database does not do as it should. */
class WriterTest {

  /** Ends every other connection of this database. */
  private static final String CUT =
      """
      SELECT pg_terminate_backend(pid)
        FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  @Test
  void aClientIsToldThatNothingChangedWhenTheDatabaseGoesAwayBeforeTheCommit() {
    try (var pool = TestPool.of(TestDatabase.POSTGRESQL, "3000")) {
      pool.gate().close();
      var asked = CompletableFuture.supplyAsync(() -> pool.ask("tab-1"));
      await().until(pool.gate()::waitedAt);
      TestPostgres.execute(pool.settings(), CUT);
      pool.gate().open();

      var failure = assertThrows(CompletionException.class, asked::join);
      assertFalse(((PoolUnavailableException) failure.getCause()).unknown());
      await().ignoreExceptions().until(() -> pool.ask("tab-2").equals("3000"));
      assertEquals(List.of("configured", "allocated"), pool.events("3000"));
    }
  }

  @Test
  void aClientIsToldThatNobodyKnowsWhenTheDatabaseGoesAwayAtTheCommit() {
    try (var pool = TestPool.of(TestDatabase.POSTGRESQL, "3000")) {
      pool.gate().beforeCommit(transaction -> kill(pool, transaction));

      var refusal = assertThrows(PoolUnavailableException.class, () -> pool.ask("tab-1"));

      assertTrue(refusal.unknown());
      assertEquals(1, pool.gate().passed() - 1, "it is not tried again");
    }
  }

  /** Ends the connection of this transaction from another, and waits until it is gone. */
  private static void kill(TestPool pool, Transaction transaction) {
    long pid = transaction.query("SELECT pg_backend_pid() AS pid").getFirst().number("pid");
    TestPostgres.execute(pool.settings(), "SELECT pg_terminate_backend(" + pid + ")");
    String gone = "SELECT count(*) AS backends FROM pg_stat_activity WHERE pid = ?";
    await()
        .ignoreExceptions()
        .until(
            () ->
                pool.database().inTransaction(t -> t.query(gone, pid)).getFirst().number("backends")
                    == 0);
  }

  @Test
  void thePbxIsReadAgainWhenTheDatabaseGoesAwayUnderASignal() {
    try (var pool = TestPool.of(TestDatabase.POSTGRESQL, "3000")) {
      pool.gate().close();
      pool.hears(TestPool.LINK, "3000", seen("A"));
      await().until(pool.gate()::waitedAt);
      TestPostgres.execute(pool.settings(), CUT);
      pool.gate().open();

      await().until(() -> pool.links().rereads().size() == 1);
      await().ignoreExceptions().until(() -> pool.events("3000").equals(List.of("configured")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsCommittedIsDoneOnceWhateverALinkDoesWithTheNews(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002", "3003", "3004")) {
      pool.heard("3000", seen("A"));
      pool.gate().close();
      var first = CompletableFuture.supplyAsync(() -> pool.ask("tab-1"));
      await().until(pool.gate()::waitedAt);
      var released = CompletableFuture.supplyAsync(() -> pool.release("3000"));
      var second = CompletableFuture.supplyAsync(() -> pool.ask("tab-2"));
      await().until(() -> pool.pool().figures().queueDepth() == 2);
      pool.links().breakDown();
      pool.gate().open();

      assertEquals("3001", first.join());
      assertTrue(released.join());
      assertEquals("3002", second.join());
      pool.settled();
      assertEquals(List.of("configured"), pool.events("3003"));
    }
  }
}
