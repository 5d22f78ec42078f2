package io.ramal.pbx;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/** The figures of a link that is led here. Safe for many threads. */
final class LinkState {

  private final World world;
  private final Bell changed;
  private boolean connected;
  private boolean synced;
  private Instant since;
  private long attempts;
  private Optional<Instant> lastEventAt = Optional.empty();
  private OptionalLong lag = OptionalLong.empty();
  private OptionalLong offset = OptionalLong.empty();
  private long rereads;
  private long differences;
  private boolean timestamps = true;

  /** A link that is down; the bell rings when it is connected or synced, or no longer. */
  LinkState(World world, Bell changed) {
    this.world = world;
    this.changed = changed;
    this.since = now();
  }

  private Instant now() {
    return world.now().truncatedTo(ChronoUnit.MICROS);
  }

  synchronized void attempted() {
    attempts++;
  }

  synchronized void connected() {
    attempts = 0;
    become(true, false);
  }

  synchronized void disconnected() {
    become(false, false);
  }

  synchronized void unsynced() {
    become(connected, false);
  }

  synchronized void synced() {
    become(connected, connected);
  }

  private void become(boolean nowConnected, boolean nowSynced) {
    if (connected != nowConnected || synced != nowSynced) {
      connected = nowConnected;
      synced = nowSynced;
      since = now();
      changed.ring();
    }
  }

  /** An event arrived, stamped by the PBX or not. */
  synchronized void event(Optional<Instant> timestamp) {
    Instant arrival = now();
    lastEventAt = Optional.of(arrival);
    timestamps = timestamp.isPresent();
    lag =
        timestamp
            .map(sent -> OptionalLong.of(Math.max(0, micros(sent, arrival) + offset.orElse(0))))
            .orElseGet(OptionalLong::empty);
  }

  /** A Ping was answered; its answer was stamped about half way between. */
  synchronized void ping(Instant asked, Instant stamped, Instant answered) {
    offset = OptionalLong.of(micros(asked, stamped) - micros(asked, answered) / 2);
  }

  private static long micros(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1_000;
  }

  synchronized void reread(int found) {
    rereads++;
    differences += found;
  }

  synchronized boolean isConnected() {
    return connected;
  }

  synchronized boolean isSynced() {
    return synced;
  }

  synchronized LinkView view(String name) {
    return new LinkView(
        name,
        connected,
        synced,
        since,
        attempts,
        lastEventAt,
        lag,
        offset,
        rereads,
        differences,
        timestamps);
  }
}
