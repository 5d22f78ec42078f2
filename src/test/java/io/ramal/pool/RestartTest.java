package io.ramal.pool;

import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Client;
import io.ramal.extension.State;
import io.ramal.history.Verdict;
import io.ramal.history.Verifier;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nothing is lost at a restart. */
class RestartTest {

  @ParameterizedTest
  @EnumSource
  void everythingIsAsItWas(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000", "3001", "3002")) {
      pool.ask("tab-1");
      pool.ask("tab-2");
      pool.heard("3000", seen("A"), started("1"));
      pool.heard("3001", seen("B"), gone("B"));
      var before = new PoolReader(pool.database()).states();

      pool.restart();

      assertEquals(before, new PoolReader(pool.database()).states());
      assertEquals("3001", pool.ask("tab-2"), "its own, in grace");
      pool.heard("3000", TestPool.ended("1"), gone("A"));
      assertEquals(State.FREE, pool.extension("3000").state());
      assertEquals("3002", pool.ask("tab-3"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theHistoryGoesOnWhereItEnded(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      long last = pool.last("3000").id();
      pool.restart();
      pool.release("3000");

      assertEquals(last + 1, pool.last("3000").id());
      var verdict = new Verifier(pool.database(), PoolReader::all).verify();
      assertInstanceOf(Verdict.Proven.class, verdict, verdict::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPoolThatIsClosedFinishesWhatWaitsAndRefusesTheRest(TestDatabase kind) {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.hears(TestPool.LINK, "3000", seen("A"));
      pool.pool().close();

      assertEquals(State.BUSY, pool.extension("3000").state());
      var client = new Client("tab-1", "192.0.2.1");
      assertThrows(
          PoolUnavailableException.class, () -> pool.pool().allocate(client, TestPool.API));
      assertEquals(Set.of("A"), pool.extension("3000").facts().contacts().keySet());
    }
  }
}
