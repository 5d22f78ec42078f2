package io.ramal.pool;

import static io.ramal.pool.TestPool.PBX;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import io.ramal.extension.Trigger;
import io.ramal.history.LiveExtensions;
import io.ramal.pool.PoolView.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others see of the pool. */
class PoolReaderTest {

  @ParameterizedTest
  @EnumSource
  void narrowsByStatePbxAndLease(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      pool.addPbx("b");
      pool.configure("b", Set.of("4000"), Set.of());
      pool.ask("tab-1");
      pool.heard("3001", seen("A"));
      pool.heard("3002", started("1"));

      assertEquals("3000 3001 3002 4000", names(pool, Filter.ALL));
      assertEquals("3000 4000", names(pool, filter(State.FREE, "", null)));
      assertEquals("3001", names(pool, filter(State.BUSY, "", null)));
      assertEquals("3002", names(pool, filter(State.IN_CALL, PBX, false)));
      assertEquals("4000", names(pool, filter(null, "b", null)));
      assertEquals("3000", names(pool, filter(null, "", true)));
      assertEquals("3001 3002 4000", names(pool, filter(null, "", false)));
    }
  }

  private static Filter filter(State state, String pbx, Boolean leased) {
    return new Filter(
        Optional.ofNullable(state),
        Optional.of(pbx).filter(name -> !name.isEmpty()),
        Optional.ofNullable(leased));
  }

  private static String names(TestPool pool, Filter filter) {
    return names(new PoolReader(pool.database()).extensions(filter, Optional.empty(), 100));
  }

  private static String names(List<Extension> extensions) {
    return String.join(" ", extensions.stream().map(each -> each.name().value()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void goesThroughThePoolPageByPage(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002", "agent-7")) {
      var reader = new PoolReader(pool.database());
      pool.heard("3000", seen("A"), seen("B"), started("1"), started("2"));

      assertEquals("3000 3001", names(reader.extensions(Filter.ALL, Optional.empty(), 2)));
      assertEquals("3002 agent-7", names(reader.extensions(Filter.ALL, after("3001"), 2)));
      assertEquals("", names(reader.extensions(Filter.ALL, after("agent-7"), 2)));
    }
  }

  private static Optional<ExtensionName> after(String name) {
    return Optional.of(new ExtensionName(name));
  }

  @ParameterizedTest
  @EnumSource
  void readsBackAllThatIsKnownOfAnExtension(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.heard("3000", seen("D"));
      pool.links().synced(false);
      pool.release("3000");
      pool.ask("tab-1");
      pool.heard(
          "3000",
          seen("D"),
          new Trigger.ContactSeen("A", "Reachable", "JsSIP 3.10 \"ü\" \\ 📞", false),
          started("1"),
          started("2"),
          new Trigger.TakeOutOfService("ana", "noisy line"));

      var extension = pool.extension("3000");
      var facts = extension.facts();
      assertEquals("[A, D]", facts.contacts().keySet().toString());
      assertEquals("JsSIP 3.10 \"ü\" \\ 📞", facts.contacts().get("A").userAgent());
      assertEquals("Reachable", facts.contacts().get("A").status());
      assertEquals("[D]", facts.disowned().toString());
      assertEquals("PJSIP/3000-00000002", facts.channels().get("2").name());
      assertEquals("tab-1", facts.lease().orElseThrow().holder());
      assertEquals("ana", facts.membership().outOfService().orElseThrow().by());
      assertEquals(pool.last("3000").version(), extension.version());
      assertEquals(
          List.of(new LiveExtensions.Live(extension, true)),
          pool.database().inTransaction(PoolReader::all));
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowsNothingOfAnExtensionThatNeverWas(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      var reader = new PoolReader(pool.database());

      assertEquals(Optional.empty(), reader.extension(new ExtensionName("300")));
      assertEquals(Optional.empty(), reader.extension(new ExtensionName("30000")));
    }
  }
}
