package io.ramal.pbx;

import static org.awaitility.Awaitility.await;

import io.ramal.history.LinkEntry;
import io.ramal.pool.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionFactory;

/** A link without leadership: to a PBX of the test, into a pool of the test. */
final class TestLink implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration OFTEN = Duration.ofMillis(5);

  /** Everything that is waited for is waited for briefly, and nothing happens by itself. */
  static final LinkTimes TIMES =
      new LinkTimes(
          Duration.ofHours(1),
          Duration.ofHours(1),
          Duration.ofSeconds(2),
          Duration.ofMillis(700),
          Duration.ofMillis(700),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(50));

  private static final long EPOCH = 7;
  private static final World WORLD = new RealWorld();

  private final LinkState state = new LinkState(WORLD, new Bell(WORLD));
  private final LinkJournal journal = new LinkJournal("main", "test", EPOCH, new Bell(WORLD));
  private final List<LinkEntry> entries = new ArrayList<>();
  private final PbxLink link;
  private final Thread thread;

  private TestLink(PbxSettings pbx, LinkTimes times, Signals signals) {
    var parts = new LinkParts(WORLD, pbx, times, signals, new PbxMemory(), state, journal);
    link = new PbxLink(parts, EPOCH, new AtomicLong()::incrementAndGet, () -> {});
    thread = Thread.ofVirtual().start(link);
  }

  /** Waits for what must come to pass within seconds. */
  static ConditionFactory soon() {
    return await().atMost(SOON).pollDelay(Duration.ZERO).pollInterval(OFTEN);
  }

  static TestLink to(PbxSettings pbx, LinkTimes times, Signals signals) {
    return new TestLink(pbx, times, signals);
  }

  static TestLink to(int port, LinkTimes times, Signals signals) {
    return to(new PbxSettings("main", "127.0.0.1", port, "ramal", "amisecret"), times, signals);
  }

  static TestLink to(int port, Signals signals) {
    return to(port, TIMES, signals);
  }

  static LinkTimes pinging(Duration interval) {
    return new LinkTimes(
        interval,
        TIMES.resyncInterval(),
        TIMES.connectDeadline(),
        TIMES.answerDeadline(),
        TIMES.bootDeadline(),
        TIMES.longestBackOff(),
        TIMES.refusedBackOff(),
        TIMES.secondLook());
  }

  static LinkTimes answering(Duration deadline) {
    return new LinkTimes(
        TIMES.pingInterval(),
        TIMES.resyncInterval(),
        TIMES.connectDeadline(),
        deadline,
        TIMES.bootDeadline(),
        TIMES.longestBackOff(),
        TIMES.refusedBackOff(),
        TIMES.secondLook());
  }

  static LinkTimes resyncing(Duration interval) {
    return new LinkTimes(
        TIMES.pingInterval(),
        interval,
        TIMES.connectDeadline(),
        TIMES.answerDeadline(),
        TIMES.bootDeadline(),
        TIMES.longestBackOff(),
        TIMES.refusedBackOff(),
        TIMES.secondLook());
  }

  PbxLink link() {
    return link;
  }

  LinkView view() {
    return state.view("main");
  }

  TestLink awaitSynced() {
    soon().until(state::isSynced);
    return this;
  }

  void awaitUnsynced() {
    soon().until(() -> !state.isSynced());
  }

  /** What has been recorded so far: the event, and the detail in brackets if there is one. */
  synchronized List<String> history() {
    for (var next = journal.next(); next.isPresent(); next = journal.next()) {
      entries.add(next.get());
      journal.done(next.get());
    }
    return entries.stream().map(TestLink::words).toList();
  }

  private static String words(LinkEntry entry) {
    return entry.detail().isEmpty() ? entry.event() : entry.event() + " (" + entry.detail() + ")";
  }

  synchronized List<LinkEntry> entries() {
    history();
    return List.copyOf(entries);
  }

  void awaitHistory(String... expected) {
    soon().until(() -> history().equals(List.of(expected)));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
