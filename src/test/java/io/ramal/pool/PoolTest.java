package io.ramal.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.Database;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Policy;
import io.ramal.extension.Source;
import io.ramal.history.HistoryRows;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoolTest {
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void smoke(TestDatabase kind) {
    try (Database database = Databases.open(kind.migrated());
        var pool =
            new LivePool(
                database,
                new HistoryRows(),
                new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60)),
                Optional.empty())) {
      database.inTransaction(
          t ->
              t.update(
                  "INSERT INTO pbx (pbx, epoch, leader, leader_until) VALUES ('default', 1, 'me',"
                      + " clock_timestamp())"));
      pool.start(new FakeLinks());
      pool.configure(
          "default", 1, Set.of(new ExtensionName("3000"), new ExtensionName("3001")), Set.of());
      var c = new Client("tab-1", "127.0.0.1");
      var o = new Origin(Source.API, "tab-1", "r1", "127.0.0.1");
      assertEquals(Optional.of(new ExtensionName("3000")), pool.allocate(c, o));
      assertEquals(Optional.of(new ExtensionName("3001")), pool.allocate(c, o));
      assertEquals(Optional.empty(), pool.allocate(c, o));
      assertTrue(pool.release(new ExtensionName("3000"), o));
      assertFalse(pool.release(new ExtensionName("300"), o));
      assertEquals(Optional.of(new ExtensionName("3000")), pool.allocate(c, o));
      var stamp = new LinkStamp("default", 1, 1);
      pool.offer(
          new Signal.Happened(
              stamp,
              new ExtensionName("3000"),
              new io.ramal.extension.Trigger.ContactSeen("sip:a@b", "NonQualified", "", false),
              Optional.empty()));
      pool.offer(
          new Signal.Happened(
              stamp,
              new ExtensionName("3000"),
              new io.ramal.extension.Trigger.ChannelStarted("PJSIP/3000-00000001", "1.1", "1.1"),
              Optional.empty()));
      assertEquals(2, pool.reset(o));
      var view = new PoolReader(database);
      System.out.println(view.extensions(PoolView.Filter.ALL, Optional.empty(), 10));
      System.out.println(view.extension(new ExtensionName("3001")));
      System.out.println(view.states());
      database
          .inTransaction(t -> t.query("SELECT * FROM extension_history ORDER BY id"))
          .forEach(
              r ->
                  System.out.println(
                      r.number("id")
                          + " "
                          + r.text("extension")
                          + " "
                          + r.number("version")
                          + " "
                          + r.text("event")
                          + " "
                          + r.text("facts")));
      System.out.println(pool.figures());
    }
  }
}
