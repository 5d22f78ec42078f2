package io.ramal.load;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.history.HistoryRows;
import io.ramal.pool.FakeLinks;
import io.ramal.pool.LivePool;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Two extensions: one is leased, and somebody else has the other one locked. */
class SecondLookIT {

  private static final Duration LOCKED = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Origin API = new Origin(Source.API, "", "", "127.0.0.1");

  private final DatabaseSettings settings = TestDatabase.POSTGRESQL.migrated();

  @Test
  void anAskWaitsForTheOnlyFreeExtensionThoughSomebodyHasItLocked() {
    assertEquals(Optional.of("3001"), askedWhileLocked(Mutant.NONE, true));
  }

  /** The planted bug: what is locked is taken for not available. */
  @Test
  void withoutASecondLookTheClientWouldBeTurnedAway() {
    assertEquals(Optional.empty(), askedWhileLocked(Mutant.NO_SECOND_LOOK, false));
  }

  private Optional<String> askedWhileLocked(Mutant mutant, boolean waits) {
    Contest.fill(settings, 2);
    try (Database database = mutant.over(Databases.open(settings));
        var pool = new LivePool(database, new HistoryRows(), Team.POLICY, Optional.empty());
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      pool.start(new FakeLinks());
      assertEquals(Optional.of("3000"), ask(pool, "first"));
      CompletableFuture<Optional<String>> second;
      try (var locked = new LockedRow(settings, "3001")) {
        second = CompletableFuture.supplyAsync(() -> ask(pool, "second"), callers);
        if (waits) {
          assertWaits(locked, second);
        } else {
          await().atMost(PATIENCE).until(second::isDone);
        }
      }
      return second.join();
    }
  }

  private static void assertWaits(LockedRow locked, CompletableFuture<?> ask) {
    await().atMost(PATIENCE).during(LOCKED).until(locked::isWaitedFor);
    assertFalse(ask.isDone(), "answered while the row was locked");
  }

  private static Optional<String> ask(LivePool pool, String client) {
    return pool.allocate(new Client(client, "127.0.0.1"), API).map(ExtensionName::value);
  }
}
