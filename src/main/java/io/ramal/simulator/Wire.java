package io.ramal.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way out of one connection: a queue of limited length, which one thread writes to the network.
 * When that takes too long, or the queue is full, the connection is cut where it is, as Asterisk
 * does to a slow reader. Putting never waits; safe for several threads.
 */
final class Wire implements Runnable {

  /** About what Asterisk has in hand for a reader beyond the kernel's buffers. */
  private static final int LONGEST_QUEUE = 20_000;

  private record Piece(String text, Duration delay, boolean isEnd) {}

  private final Socket socket;
  private final Duration writeTimeout;
  private final BlockingQueue<Piece> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private volatile long writingSince;

  Wire(Socket socket, Duration writeTimeout) {
    this.socket = socket;
    this.writeTimeout = writeTimeout;
  }

  void put(String text, Duration delay) {
    if (queue.offer(new Piece(text, delay, false))) {
      queued.incrementAndGet();
    } else {
      cut();
    }
  }

  /** What was put is still written, and then the connection closes. */
  void end() {
    if (!queue.offer(new Piece("", Duration.ZERO, true))) {
      cut();
    }
  }

  long queued() {
    return queued.get();
  }

  /** What the kernel has taken; the reader may have it still before it. */
  long written() {
    return written.get();
  }

  @Override
  public void run() {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      for (Piece piece = queue.take(); !piece.isEnd(); piece = queue.take()) {
        TimeUnit.NANOSECONDS.sleep(piece.delay().toNanos());
        write(out, piece.text().getBytes(UTF_8));
      }
    } catch (IOException e) {
      // the reader went away, or was cut off
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(OutputStream out, byte[] bytes) throws IOException {
    writingSince = System.nanoTime() | 1;
    out.write(bytes);
    writingSince = 0;
    written.incrementAndGet();
  }

  /** To be called from time to time: ends a connection whose reader is too slow. */
  void watch() {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > writeTimeout.toNanos()) {
      cut();
    }
  }

  /** At once, wherever it is. */
  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is closed all the same
    }
  }
}
