package io.ramal.history;

import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Event;
import io.ramal.extension.ExtensionName;
import io.ramal.pool.TestPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of one extension's history, newest first. */
class HistoryReaderTest {

  private static final ExtensionName NAME = new ExtensionName("3000");

  /** Five rows, a minute apart: configured, allocated, registered, unregistered, released. */
  private static TestPool told(TestDatabase kind) {
    var pool = TestPool.of(kind, "3000", "30000", "300");
    pool.advance(Duration.ofMinutes(1));
    pool.ask("tab-1");
    pool.ask("tab-2");
    pool.advance(Duration.ofMinutes(1));
    for (String each : List.of("3000", "300")) {
      pool.heard(each, seen("A"));
    }
    pool.advance(Duration.ofMinutes(1));
    pool.heard("3000", gone("A"));
    pool.advance(Duration.ofMinutes(1));
    pool.release("3000");
    return pool;
  }

  private static List<HistoryEntry> page(
      TestPool pool, HistoryFilter filter, OptionalLong before, int limit) {
    return new HistoryReader(pool.database()).page(NAME, filter, before, limit);
  }

  private static List<Long> versions(List<HistoryEntry> entries) {
    return entries.stream().map(HistoryEntry::version).toList();
  }

  @ParameterizedTest
  @EnumSource
  void goesBackPageByPageFromTheNewest(TestDatabase kind) {
    try (var pool = told(kind)) {
      long last = pool.last("3000").version();
      var first = page(pool, HistoryFilter.ALL, OptionalLong.empty(), 2);
      var second = page(pool, HistoryFilter.ALL, OptionalLong.of(last - 1), 2);

      assertEquals(List.of(last, last - 1), versions(first));
      assertEquals(List.of(last - 2, last - 3), versions(second));
      assertEquals(List.of(), page(pool, HistoryFilter.ALL, OptionalLong.of(1), 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsOfThatExtensionOnly(TestDatabase kind) {
    try (var pool = told(kind)) {
      var all = page(pool, HistoryFilter.ALL, OptionalLong.empty(), 100);

      assertEquals(List.of(NAME), all.stream().map(HistoryEntry::extension).distinct().toList());
      assertEquals(
          List.of(),
          new HistoryReader(pool.database())
              .page(new ExtensionName("30"), HistoryFilter.ALL, OptionalLong.empty(), 100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void narrowsByTheTimeOfRecordingFromInclusiveToExclusive(TestDatabase kind) {
    try (var pool = told(kind)) {
      var all = page(pool, HistoryFilter.ALL, OptionalLong.empty(), 100);
      Instant newest = all.getFirst().recordedAt();
      Instant oldest = all.getLast().recordedAt();

      assertEquals(versions(all.subList(0, 1)), versions(within(pool, newest, null)));
      assertEquals(versions(all.subList(1, all.size())), versions(within(pool, null, newest)));
      assertEquals(versions(all.subList(1, all.size())), versions(within(pool, oldest, newest)));
      assertEquals(List.of(), within(pool, newest.plusNanos(1_000), null));
      assertEquals(List.of(), within(pool, null, oldest));
    }
  }

  private static List<HistoryEntry> within(TestPool pool, Instant from, Instant to) {
    var filter =
        new HistoryFilter(Optional.ofNullable(from), Optional.ofNullable(to), Optional.empty());
    return page(pool, filter, OptionalLong.empty(), 100);
  }

  @ParameterizedTest
  @EnumSource
  void narrowsByEvent(TestDatabase kind) {
    try (var pool = told(kind)) {
      assertEquals(1, of(pool, Event.REGISTERED).size());
      assertEquals(Event.REGISTERED, of(pool, Event.REGISTERED).getFirst().event());
      assertEquals(List.of(), of(pool, Event.CALL_STARTED));
    }
  }

  private static List<HistoryEntry> of(TestPool pool, Event event) {
    var filter = new HistoryFilter(Optional.empty(), Optional.empty(), Optional.of(event));
    return page(pool, filter, OptionalLong.empty(), 100);
  }
}
