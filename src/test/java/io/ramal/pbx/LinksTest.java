package io.ramal.pbx;

import static io.ramal.pbx.TestLink.soon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.Database;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.history.LinkRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LinksTest {

  private final ScriptedPbx pbx = ScriptedPbx.start();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(pbx));

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private Database database(TestDatabase kind) {
    Database database = Databases.open(kind.migrated());
    open.add(database);
    return database;
  }

  private PbxSettings settings(String name) {
    return new PbxSettings(name, "127.0.0.1", pbx.port(), "ramal", "amisecret");
  }

  private Links links(Database database, String replica, ObjLongConsumer<String> onLeading) {
    return links(database, replica, onLeading, settings("main"));
  }

  private Links links(
      Database database, String replica, ObjLongConsumer<String> onLeading, PbxSettings... pbxs) {
    var links =
        new Links(
            List.of(pbxs),
            TestLink.TIMES,
            database,
            new FollowedPool(),
            replica,
            new LinkRows(),
            onLeading);
    open.add(links);
    links.start();
    return links;
  }

  private Links links(Database database, String replica) {
    return links(database, replica, (name, epoch) -> {});
  }

  private static List<String> history(Database database) {
    return database.inTransaction(
        tx ->
            tx.query("SELECT event, replica, epoch FROM pbx_link_history ORDER BY id").stream()
                .map(row -> row.text("event") + " " + row.text("replica") + row.number("epoch"))
                .toList());
  }

  private static boolean rowSays(Database database, String condition) {
    return database.inTransaction(
        tx -> !tx.query("SELECT pbx FROM pbx WHERE " + condition).isEmpty());
  }

  @ParameterizedTest
  @EnumSource
  void aFirstReplicaLeadsLinksAndRecordsIt(TestDatabase kind) {
    var database = database(kind);
    var links = links(database, "a");
    soon().until(() -> rowSays(database, "leader = 'a' AND epoch = 1 AND connected AND synced"));
    soon()
        .until(() -> history(database).equals(List.of("leading a1", "connected a1", "synced a1")));
    assertTrue(links.synced("main"));
    assertTrue(links.syncedHere("main"));
    assertTrue(links.amiConnected());
    assertEquals(0, links.reconnectAttempts());
    assertEquals(OptionalLong.of(1), links.leadingEpoch("main"));
    assertFalse(links.synced("other"));
    assertFalse(links.syncedHere("other"));
    assertEquals(OptionalLong.empty(), links.leadingEpoch("other"));
  }

  @Test
  void aSecondReplicaAnswersFromTheRowAndTakesOverAtOnceWhenTheFirstLeaves() throws Exception {
    var database = database(TestDatabase.POSTGRESQL);
    var first = links(database, "a");
    soon().until(() -> rowSays(database, "synced"));
    var second = links(database, "b");
    soon().until(() -> second.synced("main"));
    assertFalse(second.syncedHere("main"));
    assertTrue(second.amiConnected());
    assertEquals(OptionalLong.empty(), second.leadingEpoch("main"));
    assertEquals(1, pbx.connections());

    first.close();
    soon().until(() -> second.syncedHere("main"));
    assertFalse(first.synced("main") && first.syncedHere("main"));
    assertEquals(OptionalLong.of(2), second.leadingEpoch("main"));
    soon()
        .until(
            () ->
                history(database)
                    .equals(
                        List.of(
                            "leading a1",
                            "connected a1",
                            "synced a1",
                            "lost a1",
                            "leading b2",
                            "connected b2",
                            "synced b2")));
  }

  @Test
  void aReplicaThatDiesIsReplacedWhenItsTermIsOver() {
    var database = database(TestDatabase.POSTGRESQL);
    database.inTransaction(
        tx ->
            tx.update(
                "INSERT INTO pbx (pbx, leader, epoch, leader_until, connected, synced) VALUES"
                    + " ('main', 'dead', 4, CAST(? AS TIMESTAMP(6) WITH TIME ZONE), TRUE, TRUE)",
                tx.now().plus(Duration.ofSeconds(2))));
    var links = links(database, "b");
    soon().until(() -> links.synced("main"));
    assertFalse(links.syncedHere("main"));
    soon().until(() -> links.syncedHere("main"));
    assertEquals(OptionalLong.of(5), links.leadingEpoch("main"));
  }

  @Test
  void onADatabaseThatOneProcessHasAnOldLeadershipIsTakenOverAtOnce() {
    var database = database(TestDatabase.H2);
    database.inTransaction(
        tx ->
            tx.update(
                "INSERT INTO pbx (pbx, leader, epoch, leader_until) VALUES ('main', 'dead', 4,"
                    + " CAST(? AS TIMESTAMP(6) WITH TIME ZONE))",
                tx.now().plus(Duration.ofHours(1))));
    var links = links(database, "b");
    soon().until(() -> links.syncedHere("main"));
    assertEquals(OptionalLong.of(5), links.leadingEpoch("main"));
  }

  @ParameterizedTest
  @EnumSource
  void aLeaderThatFindsAnotherGivesTheLinkUp(TestDatabase kind) {
    var database = database(kind);
    var links = links(database, "a");
    soon().until(() -> links.syncedHere("main"));
    database.inTransaction(
        tx ->
            tx.update(
                "UPDATE pbx SET leader = 'b', epoch = 2, leader_until = ?",
                tx.now().plus(Duration.ofSeconds(2))));
    soon().until(() -> history(database).contains("lost a1"));
    soon().until(() -> links.leadingEpoch("main").equals(OptionalLong.of(3)));
  }

  @Test
  void aLeaderWhoseEpochWasRefusedStepsBack() {
    var database = database(TestDatabase.H2);
    var links = links(database, "a");
    soon().until(() -> links.syncedHere("main"));
    links.deposed("main", 17);
    links.deposed("main", 1);
    soon().until(() -> links.leadingEpoch("main").equals(OptionalLong.of(2)));
    soon().until(() -> links.syncedHere("main"));
    assertEquals(2, pbx.connections());
  }

  @Test
  void thePoolIsMadeReadyBeforeTheFirstConnection() {
    var calls = new CopyOnWriteArrayList<String>();
    var failures = new AtomicInteger(2);
    var database = database(TestDatabase.H2);
    var links =
        links(
            database,
            "a",
            (name, epoch) -> {
              calls.add(name + epoch + " after " + pbx.connections());
              if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
              }
            });
    soon().until(() -> links.syncedHere("main"));
    assertEquals(List.of("main1 after 0", "main1 after 0", "main1 after 0"), calls);
  }

  @Test
  void everyPbxIsLinkedByItself() {
    var database = database(TestDatabase.H2);
    var away = new PbxSettings("away", "127.0.0.1", 1, "ramal", "amisecret");
    var links = links(database, "a", (name, epoch) -> {}, settings("main"), away);
    soon().until(() -> links.syncedHere("main"));
    soon().until(() -> links.reconnectAttempts() >= 2);
    assertEquals(List.of("main", "away"), links.views().stream().map(LinkView::name).toList());
    assertFalse(links.amiConnected());
    soon().until(() -> rowSays(database, "pbx = 'away' AND NOT connected AND leader = 'a'"));
  }

  @Test
  void leavingGivesTheRowFree() {
    var database = database(TestDatabase.H2);
    var links = links(database, "a");
    soon().until(() -> rowSays(database, "synced"));
    links.close();
    assertTrue(rowSays(database, "leader IS NULL AND NOT connected AND NOT synced AND epoch = 1"));
    assertFalse(links.synced("main"));
    assertEquals(List.of("leading a1", "connected a1", "synced a1", "lost a1"), history(database));
  }

  @Test
  void twoPbxsOfOneNameAreRefused() {
    var database = database(TestDatabase.H2);
    assertThrows(
        IllegalArgumentException.class,
        () -> links(database, "a", (name, epoch) -> {}, settings("main"), settings("main")));
  }
}
