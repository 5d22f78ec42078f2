package io.ramal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.database.Databases;
import io.ramal.database.Row;
import io.ramal.database.TestDatabase;
import io.ramal.extension.Change;
import io.ramal.extension.Client;
import io.ramal.extension.Decision;
import io.ramal.extension.Event;
import io.ramal.extension.Evidence;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Policy;
import io.ramal.extension.Rules;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is appended, column by column. */
class HistoryRowsTest {

  private static final Instant BORN = Instant.parse("2026-11-24T14:00:00Z");
  private static final Instant THEN = Instant.parse("2026-11-24T14:32:07.123456Z");
  private static final Instant NOW = Instant.parse("2026-11-24T14:32:08.654321Z");
  private static final ExtensionName NAME = new ExtensionName("3000");
  private static final Origin ORIGIN = new Origin(Source.AMI, "ana", "r-1", "192.0.2.7");
  private static final Evidence EVIDENCE =
      new Evidence(
          "PJSIP/3000-00000001", "1.1", "1.0", "sip:a@192.0.2.1", "Zoë 📞", OptionalInt.of(16));

  private static Extension configured() {
    return changed(
        Extension.unknown(NAME, "default", BORN), new Trigger.Configure("default", false));
  }

  private static Extension leased() {
    return changed(configured(), new Trigger.Allocate("L1", new Client("tab-1", "192.0.2.1")));
  }

  private static Extension changed(Extension extension, Trigger trigger) {
    var policy = new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));
    return ((Decision.Changed) new Rules(policy).decide(extension, trigger, BORN)).after();
  }

  private static Change change(Event event, Extension after, Evidence evidence, String detail) {
    return new Change(event, State.BUSY, after, after.facts().lease(), evidence, detail);
  }

  private static List<HistoryEntry> append(Database database, Draft... drafts) {
    var rows = new HistoryRows();
    return database.inTransaction(t -> rows.append(t, rows.lock(t), List.of(drafts)));
  }

  private static Row row(Database database, long id) {
    return database
        .inTransaction(t -> t.query("SELECT * FROM extension_history WHERE id = ?", id))
        .getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void everyColumnIsWritten(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated(), _ -> NOW)) {
      var change = change(Event.CALL_ENDED, leased(), EVIDENCE, "a sentence");
      var entry = append(database, new Draft(change, ORIGIN, Optional.of(THEN))).getFirst();

      Row row = row(database, 1);
      assertEquals("3000 2", row.text("extension") + " " + row.number("version"));
      assertEquals("call_ended", row.text("event"));
      assertEquals("busy free", row.text("from_state") + " " + row.text("to_state"));
      assertEquals(List.of(THEN, NOW), List.of(row.time("occurred_at"), row.time("recorded_at")));
      assertEquals(
          "ami ana r-1 192.0.2.7",
          String.join(
              " ",
              row.text("source"),
              row.text("actor"),
              row.text("request_id"),
              row.text("client_address")));
      assertEquals("L1 tab-1", row.text("lease_id") + " " + row.text("holder"));
      assertEquals("default", row.text("pbx"));
      assertEquals(EVIDENCE, evidence(row));
      assertEquals("a sentence", row.text("detail"));
      assertEquals(leased().facts(), FactsReader.read(row.text("facts")));
      assertEquals(1, row.number("hash_algorithm"));
      assertEquals(entry.hash(), new Hash(row.bytes("hash")));
      assertEquals(entry, EntryRows.entry(row));
    }
  }

  private static Evidence evidence(Row row) {
    return new Evidence(
        row.text("channel"),
        row.text("uniqueid"),
        row.text("linkedid"),
        row.text("contact_uri"),
        row.text("user_agent"),
        OptionalInt.of((int) row.number("cause")));
  }

  @ParameterizedTest
  @EnumSource
  void whatDoesNotApplyIsNull(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated(), _ -> NOW)) {
      var change = change(Event.CONFIGURED, configured(), Evidence.NONE, "");
      append(database, new Draft(change, Origin.of(Source.CONFIGURATION), Optional.empty()));

      Row row = row(database, 1);
      for (String column :
          List.of(
              "actor",
              "request_id",
              "client_address",
              "lease_id",
              "holder",
              "channel",
              "uniqueid",
              "linkedid",
              "contact_uri",
              "user_agent",
              "detail")) {
        assertEquals(Optional.empty(), row.optionalText(column), column);
      }
      assertEquals(Optional.empty(), row.optionalNumber("cause"));
      assertEquals(NOW, row.time("occurred_at"), "the time of recording");
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyRowsOfOneTransactionFollowEachOther(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated(), _ -> NOW)) {
      var draft =
          new Draft(
              change(Event.CONFIGURED, configured(), Evidence.NONE, ""), ORIGIN, Optional.empty());
      var other =
          new Draft(change(Event.ALLOCATED, leased(), EVIDENCE, ""), ORIGIN, Optional.empty());
      var entries = append(database, draft, other);

      assertEquals(List.of(1L, 2L), entries.stream().map(HistoryEntry::id).toList());
      assertEquals(entries.get(1).hash(), head(database).lastHash());
      assertEquals(2, head(database).lastId());
    }
  }

  private static Head head(Database database) {
    return database.inTransaction(new HistoryRows()::lock);
  }

  @ParameterizedTest
  @EnumSource
  void timeNeverRunsBackwardsAlongTheChain(TestDatabase kind) {
    var clock = new AtomicReference<>(NOW);
    try (var database = Databases.open(kind.migrated(), _ -> clock.get())) {
      append(database, draft(Event.CONFIGURED, configured()));
      clock.set(NOW.minusSeconds(60));
      append(database, draft(Event.ALLOCATED, leased()));

      assertEquals(NOW, row(database, 2).time("recorded_at"));
    }
  }

  private static Draft draft(Event event, Extension after) {
    return new Draft(change(event, after, Evidence.NONE, ""), ORIGIN, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void aTransactionThatFailsLeavesNoGap(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated(), _ -> NOW)) {
      var rows = new HistoryRows();
      assertThrows(
          IllegalStateException.class,
          () ->
              database.inTransaction(
                  t -> {
                    rows.append(t, rows.lock(t), List.of(draft(Event.CONFIGURED, configured())));
                    throw new IllegalStateException("the work failed");
                  }));

      assertEquals(0, head(database).lastId());
      assertEquals(1, append(database, draft(Event.CONFIGURED, configured())).getFirst().id());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowOutsideTheLimitsOfItsColumnsIsRefusedWhole(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated(), _ -> NOW)) {
      var tooLong = change(Event.CONFIGURED, configured(), Evidence.NONE, "x".repeat(1_001));

      assertThrows(
          DatabaseException.class,
          () -> append(database, new Draft(tooLong, ORIGIN, Optional.empty())));
      assertEquals(0, head(database).lastId());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLifeOfALinkIsAppendedTheSameWay(TestDatabase kind) {
    try (var database = Databases.open(kind.migrated(), _ -> NOW)) {
      link(database, new LinkEntry("a", "connected", "me", 3, 7, none(), none(), ""));
      link(
          database,
          new LinkEntry(
              "a", "reread", "me", 3, 7, OptionalInt.of(4), OptionalInt.of(0), "now and then"));

      var rows = database.inTransaction(t -> t.query("SELECT * FROM pbx_link_history ORDER BY id"));
      assertEquals(Optional.empty(), rows.get(0).optionalNumber("differences"));
      assertEquals(Optional.empty(), rows.get(0).optionalText("detail"));
      Row row = rows.get(1);
      assertEquals(
          "2 3 7", row.number("id") + " " + row.number("epoch") + " " + row.number("connection"));
      assertEquals(
          "a reread me", row.text("pbx") + " " + row.text("event") + " " + row.text("replica"));
      assertEquals("4 0", row.number("differences") + " " + row.number("contacts_lost"));
      assertEquals("now and then", row.text("detail"));
      assertEquals(NOW, row.time("recorded_at"));
    }
  }

  private static void link(Database database, LinkEntry entry) {
    database.inTransaction(
        t -> {
          new LinkRows().append(t, entry);
          return true;
        });
  }

  private static OptionalInt none() {
    return OptionalInt.empty();
  }
}
