package io.ramal.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Plays the parts of a scenario in order and keeps its time, which is that of the recording. */
final class TracePlayer {

  private final List<Trace> parts;
  private final TraceServer server;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();
  private final AtomicBoolean playing = new AtomicBoolean();

  private volatile int part;
  private volatile double pace;
  private volatile Instant now;
  private volatile long since; // nanoTime at which now began to run; 0 while it stands
  private volatile Instant booted;

  TracePlayer(List<Trace> parts, TraceServer server) {
    this.parts = parts;
    this.server = server;
    now = justBefore(parts.getFirst());
    booted = now.minus(Duration.ofHours(1));
  }

  void pace(double factor) {
    pace = factor;
  }

  CompletableFuture<Void> finished() {
    return finished;
  }

  Instant now() {
    return since == 0 ? now : now.plusNanos(System.nanoTime() - since);
  }

  Instant booted() {
    return booted;
  }

  /** The part that is played next. */
  int part() {
    return part;
  }

  /** The next part begins before the PBX is fully booted. */
  boolean isBooting() {
    return part < parts.size() && parts.get(part).isBooting() && part > 0;
  }

  void play() {
    if (part == 0) {
      begin();
    }
  }

  void loggedIn() {
    if (isBooting()) {
      begin();
    }
  }

  /** A client is synced that logged in when this part was next. */
  void synced(int partAtLogin) {
    if (part > 0 && part == partAtLogin) {
      begin();
    }
  }

  void stop() {
    finished.cancel(false);
  }

  private void begin() {
    if (part < parts.size() && playing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("trace-player").start(this::playPart);
    }
  }

  private void playPart() {
    try {
      if (stream(parts.get(part))) {
        end(parts.get(part));
      }
    } catch (InterruptedException | RuntimeException e) {
      finished.completeExceptionally(e);
    }
  }

  /** False if it was stopped in the middle. */
  private boolean stream(Trace trace) throws InterruptedException {
    long began = System.nanoTime();
    for (Trace.Entry event : trace.live()) {
      long due = (long) (event.at().toNanos() * pace) - (System.nanoTime() - began);
      TimeUnit.NANOSECONDS.sleep(due);
      if (finished.isDone()) {
        return false;
      }
      happens(event);
    }
    return true;
  }

  private void happens(Trace.Entry event) {
    event.timestamp().filter(now::isBefore).ifPresent(time -> now = time);
    server.happened(event);
  }

  private void end(Trace trace) {
    int next = part + 1;
    boolean isLast = next == parts.size();
    if (!isLast || trace.endsWithShutdown()) {
      now = isLast ? now.plusSeconds(1) : justBefore(parts.get(next));
      booted = now;
      server.restart(() -> goOnWith(next));
    } else {
      goOnWith(next);
    }
    if (isLast) {
      run();
      finished.complete(null);
    }
  }

  private void goOnWith(int next) {
    part = next;
    playing.set(false);
  }

  /** From now on time goes by: a Ping is answered with a time after the last event's. */
  private void run() {
    now = now.plusNanos(1000);
    since = System.nanoTime();
  }

  /** An event made by the test, at the present time if it does not say another. */
  void send(String text) {
    AmiBlock block = AmiBlock.parse(text);
    StringBuilder lines = new StringBuilder();
    block.fields().forEach(field -> lines.append(field.name() + ": " + field.value() + "\r\n"));
    lines.append("\r\n");
    server.happened(new Trace.Entry(Duration.ZERO, lines.toString(), block));
  }

  /** A time at which nothing of the part has happened yet. */
  private static Instant justBefore(Trace trace) {
    return trace.live().stream()
        .map(Trace.Entry::timestamp)
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .orElse(Instant.EPOCH)
        .minusMillis(1);
  }
}
