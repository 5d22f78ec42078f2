package io.ramal.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows which extension is in some client's hands, over all processes: a client claims what it was
 * given before it goes on, and lets go of it before it gives it back. A claim of what is claimed
 * already is a foul. Players begin together, when the last of them has come: processes take their
 * time to start, and those that do not meet contend for nothing.
 */
final class Referee implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final ServerSocket listener;
  private final CountDownLatch awaited;
  private final Set<String> held = ConcurrentHashMap.newKeySet();
  private final List<String> fouls = new CopyOnWriteArrayList<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong began = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();

  Referee(int players) {
    awaited = new CountDownLatch(players);
    try {
      listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Thread.ofVirtual().name("referee").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Every extension that was in two hands at once. */
  List<String> fouls() {
    return List.copyOf(fouls);
  }

  /** All requests that players were answered, each with the extension. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** From the moment the last player came to the last that any of them said. */
  double seconds() {
    return (ended.get() - began.get()) / 1e9;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket player = listener.accept();
        Thread.ofVirtual().start(() -> judge(player));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void judge(Socket player) {
    try (player;
        var lines =
            new BufferedReader(
                new InputStreamReader(player.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        judge(line.charAt(0), line.substring(1));
        player.getOutputStream().write('\n');
      }
    } catch (IOException gone) {
      // the player has left
    }
  }

  private void judge(char what, String subject) {
    boolean right =
        switch (what) {
          case '?' -> everybodyHasCome();
          case '+' -> held.add(subject);
          case '-' -> held.remove(subject);
          case '!' -> acknowledged.add(subject);
          default -> throw new IllegalArgumentException(what + subject);
        };
    if (!right) {
      fouls.add(what + subject);
    }
    ended.set(System.nanoTime());
  }

  private boolean everybodyHasCome() {
    awaited.countDown();
    try {
      boolean all = awaited.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      began.compareAndSet(0, System.nanoTime());
      return all;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
