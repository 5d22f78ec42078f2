package io.ramal.database;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.DatabaseException.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions: whole or not at all, and honest about which. */
class DatabaseTest {

  private static final String TABLE =
      """
      CREATE TABLE thing (
          id BIGINT PRIMARY KEY, word VARCHAR(40), small INTEGER, flag BOOLEAN, bytes BYTEA,
          time TIMESTAMP(6) WITH TIME ZONE)
      """;

  private static Database open(TestDatabase kind) {
    return open(kind.empty(), 4);
  }

  private static Database open(DatabaseSettings settings, int connections) {
    var database =
        Databases.open(
            new DatabaseSettings(
                settings.url(),
                settings.user(),
                settings.password(),
                Optional.empty(),
                "",
                connections));
    database.inTransaction(t -> t.update(TABLE));
    database.inTransaction(t -> t.update("INSERT INTO thing (id, word) VALUES (1, 'a'), (2, 'b')"));
    return database;
  }

  private static String word(Database database, long id) {
    return database
        .inTransaction(t -> t.query("SELECT word FROM thing WHERE id = ?", id))
        .getFirst()
        .text("word");
  }

  private static long rename(Transaction transaction, long id, String word) {
    return transaction.update("UPDATE thing SET word = ? WHERE id = ?", word, id);
  }

  @ParameterizedTest
  @EnumSource
  void commitsWhatTheWorkDidAndReturnsWhatItSaid(TestDatabase kind) {
    try (var database = open(kind)) {
      long renamed = database.inTransaction(t -> rename(t, 1, "c"));
      long missed = database.inTransaction(t -> rename(t, 9, "c"));

      assertEquals(List.of(1L, 0L), List.of(renamed, missed));
      assertEquals("c", word(database, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rollsBackWhenTheWorkThrowsAndThrowsTheSame(TestDatabase kind) {
    try (var database = open(kind)) {
      var failure = new IllegalStateException("the work failed");

      var thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  database.inTransaction(
                      t -> {
                        rename(t, 1, "c");
                        throw failure;
                      }));

      assertSame(failure, thrown);
      assertEquals("a", word(database, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void workThatAsksNothingOfTheDatabaseNeedsNoConnection(TestDatabase kind) {
    try (var database = Databases.open(kind.empty())) {
      assertEquals("done", database.inTransaction(_ -> "done"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStatementThatIsRefusedChangesNothingAndSaysWhy(TestDatabase kind) {
    try (var database = open(kind)) {
      var failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  database.inTransaction(
                      t -> rename(t, 1, "c") + t.update("INSERT INTO thing (id) VALUES (2)")));

      assertEquals(Kind.REJECTED, failure.kind());
      assertTrue(failure.getMessage().contains("thing"), failure::getMessage);
      assertEquals("a", word(database, 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoTransactionsThatLockCrosswiseBothSucceedInTheEnd(TestDatabase kind) {
    try (var database = open(kind)) {
      var meeting = new CyclicBarrier(2);
      var first = CompletableFuture.supplyAsync(() -> crosswise(database, kind, meeting, 1, 2));
      var second = CompletableFuture.supplyAsync(() -> crosswise(database, kind, meeting, 2, 1));

      assertTrue(first.join() + second.join() >= 3, "one of them was run again");
    }
  }

  /** Locks one row, meets the other, and locks the other's; how often it was run. */
  private static int crosswise(
      Database database, TestDatabase kind, CyclicBarrier meeting, long mine, long other) {
    var runs = new AtomicInteger();
    database.inTransaction(
        t -> {
          if (kind == TestDatabase.POSTGRESQL) {
            t.update("SET LOCAL deadlock_timeout = '20ms'");
          }
          rename(t, mine, "x");
          if (runs.incrementAndGet() == 1) {
            meet(meeting);
          }
          return rename(t, other, "y");
        });
    return runs.get();
  }

  private static void meet(CyclicBarrier meeting) {
    try {
      meeting.await();
    } catch (InterruptedException | BrokenBarrierException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void aTransactionThatLosesEveryTimeIsGivenUp() {
    try (var database = open(TestDatabase.POSTGRESQL)) {
      var runs = new AtomicInteger();
      var conflict = "DO 'BEGIN RAISE SQLSTATE ''40001''; END'";

      var failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  database.inTransaction(
                      t -> {
                        runs.incrementAndGet();
                        return t.update(conflict);
                      }));

      assertEquals(Kind.REJECTED, failure.kind());
      assertEquals(10, runs.get());
    }
  }

  @Test
  void aConnectionThatBreaksUnderAStatementChangedNothing() {
    try (var database = open(TestDatabase.POSTGRESQL)) {
      var failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  database.inTransaction(
                      t -> {
                        rename(t, 1, "c");
                        return t.query("SELECT pg_terminate_backend(pg_backend_pid())");
                      }));

      assertEquals(Kind.UNAVAILABLE, failure.kind());
      await().ignoreExceptions().until(() -> word(database, 1).equals("a"));
    }
  }

  @Test
  void aConnectionThatBreaksAtTheCommitIsSaidToBeOfUnknownOutcome() {
    var settings = TestDatabase.POSTGRESQL.empty();
    try (var database = open(settings, 4)) {
      var failure =
          assertThrows(
              DatabaseException.class,
              () ->
                  database.inTransaction(
                      t -> {
                        rename(t, 1, "c");
                        kill(settings, t);
                        return true;
                      }));

      assertEquals(Kind.OUTCOME_UNKNOWN, failure.kind());
    }
  }

  /** Ends the connection of this transaction from another, and waits until it is gone. */
  private static void kill(DatabaseSettings settings, Transaction transaction) {
    long pid = transaction.query("SELECT pg_backend_pid() AS pid").getFirst().number("pid");
    try (var other = Databases.open(settings)) {
      other.inTransaction(t -> t.query("SELECT pg_terminate_backend(CAST(? AS INTEGER))", pid));
      String gone = "SELECT count(*) AS left FROM pg_stat_activity WHERE pid = ?";
      await()
          .until(() -> other.inTransaction(t -> t.query(gone, pid)).getFirst().number("left") == 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHundredFailuresLeakNoConnection(TestDatabase kind) {
    try (var database = open(kind.empty(), 2)) {
      for (int i = 0; i < 100; i++) {
        boolean refused = i % 2 == 0;
        assertThrows(
            RuntimeException.class,
            () ->
                database.inTransaction(
                    t -> {
                      rename(t, 1, "c");
                      return refused ? t.update("NONSENSE") : fail();
                    }));
      }

      assertEquals("a", word(database, 1));
    }
  }

  private static long fail() {
    throw new IllegalStateException("the work failed");
  }

  @Test
  void connectionsThatBreakAreReplaced() {
    try (var database = open(TestDatabase.POSTGRESQL.empty(), 2)) {
      for (int i = 0; i < 6; i++) {
        assertThrows(
            DatabaseException.class,
            () ->
                database.inTransaction(
                    t -> t.query("SELECT pg_terminate_backend(pg_backend_pid())")));
      }

      await().ignoreExceptions().until(() -> word(database, 1).equals("a"));
    }
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    var nowhere = DatabaseSettings.of("jdbc:postgresql://127.0.0.1:1/ramal", "ramal", "secret");
    try (var database = Databases.open(nowhere)) {
      var failure =
          assertThrows(
              DatabaseException.class, () -> database.inTransaction(t -> t.query("SELECT 1")));

      assertEquals(Kind.UNAVAILABLE, failure.kind());
    }
  }

  @Test
  void aSnapshotSeesOneMomentAndWritesNothing() {
    try (var database = open(TestDatabase.POSTGRESQL)) {
      String count = "SELECT count(*) AS things FROM thing";
      List<Long> counts =
          database.inSnapshot(
              t -> {
                long before = t.query(count).getFirst().number("things");
                CompletableFuture.runAsync(() -> add(database)).join();
                return List.of(before, t.query(count).getFirst().number("things"));
              });

      assertEquals(List.of(2L, 2L), counts);
      assertThrows(DatabaseException.class, () -> database.inSnapshot(t -> rename(t, 1, "c")));
    }
  }

  private static void add(Database database) {
    database.inTransaction(t -> t.update("INSERT INTO thing (id) VALUES (3)"));
  }

  @ParameterizedTest
  @EnumSource
  void valuesComeBackAsTheyWereGiven(TestDatabase kind) {
    try (var database = open(kind)) {
      var time = Instant.parse("2026-11-24T14:32:07.123456Z");
      String insert =
          "INSERT INTO thing (id, word, small, flag, bytes, time) VALUES (?, ?, ?, ?, ?, ?)";
      byte[] bytes = {0, 1, -1};
      database.inTransaction(t -> t.update(insert, 7L, "Zoë 📞", 3, true, bytes, time));

      Row row = row(database, 7);
      assertEquals("Zoë 📞", row.text("word"));
      assertEquals(3, row.number("small"));
      assertTrue(row.flag("flag"));
      assertArrayEquals(bytes, row.bytes("bytes"));
      assertEquals(time, row.time("time"));
    }
  }

  private static Row row(Database database, long id) {
    return database.inTransaction(t -> t.query("SELECT * FROM thing WHERE id = ?", id)).getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void nullIsEmptyWhereItMayBeAndAnErrorWhereItMayNot(TestDatabase kind) {
    try (var database = open(kind)) {
      String insert = "INSERT INTO thing (id, word) VALUES (?, CAST(? AS VARCHAR))";
      database.inTransaction(t -> t.update(insert, 7L, null));

      Row row = row(database, 7);
      assertEquals(Optional.empty(), row.optionalText("word"));
      assertEquals(Optional.empty(), row.optionalNumber("small"));
      assertEquals(Optional.empty(), row.optionalTime("time"));
      assertThrows(IllegalStateException.class, () -> row.text("word"));
      assertThrows(IllegalStateException.class, () -> row.number("small"));
      assertThrows(IllegalStateException.class, () -> row.flag("flag"));
      assertThrows(IllegalStateException.class, () -> row.bytes("bytes"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesArraysWithNullsInThem(TestDatabase kind) {
    try (var database = open(kind)) {
      String unnest =
          """
          SELECT id, word
            FROM UNNEST(CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY)) AS given (id, word)
           ORDER BY id
          """;
      var rows =
          database.inTransaction(
              t -> t.query(unnest, new Long[] {1L, 2L}, new String[] {"a\"b", null}));

      assertEquals("a\"b", rows.get(0).text("word"));
      assertEquals(Optional.empty(), rows.get(1).optionalText("word"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClockIsTheDatabasesUnlessATestSetsIt(TestDatabase kind) {
    var settings = kind.migrated();
    var noon = Instant.parse("2026-11-24T12:00:00Z");
    try (var real = Databases.open(settings);
        var set = Databases.open(settings, _ -> noon)) {
      Instant first = real.inTransaction(Transaction::now);
      Instant second = real.inTransaction(Transaction::now);

      assertFalse(second.isBefore(first));
      assertEquals(first.truncatedTo(ChronoUnit.MICROS), first);
      assertEquals(noon, set.inTransaction(Transaction::now));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theClockGoesOnWithinATransaction(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated())) {
      assertTrue(database.inTransaction(DatabaseTest::goesOn));
    }
  }

  private static boolean goesOn(Transaction transaction) {
    Instant began = transaction.now();
    Instant later = began;
    for (int i = 0; i < 100_000 && later.equals(began); i++) {
      later = transaction.now();
    }
    return later.isAfter(began);
  }

  @Test
  void onlyH2CannotBeSharedByTwoProcesses() {
    try (var h2 = Databases.open(TestDatabase.H2.empty());
        var postgres = Databases.open(TestDatabase.POSTGRESQL.empty())) {
      assertTrue(h2.exclusive());
      assertFalse(postgres.exclusive());
    }
  }

  @Test
  void speaksToAnH2WhoseUrlNamesNoOptions() {
    var settings = DatabaseSettings.of("jdbc:h2:mem:plain", "sa", "");
    Databases.migrate(settings);
    try (Database database = Databases.open(settings)) {
      assertEquals(
          0L,
          database
              .inTransaction(tx -> tx.query("SELECT count(*) AS rows FROM extensions"))
              .getFirst()
              .number("rows"));
      assertTrue(database.inTransaction(tx -> tx.now()).isAfter(Instant.EPOCH));
    }
  }
}
