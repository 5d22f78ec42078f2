package io.ramal.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One direction of a {@link TcpProxy}: whether, how fast and how many bytes pass. */
final class ProxyGate {

  private static final int SLICE = 20; // ms between two portions of a slow link
  private static final int NO_END = Integer.MAX_VALUE;

  private final List<Passage> passages = new CopyOnWriteArrayList<>();
  private final AtomicInteger left = new AtomicInteger(NO_END);
  private volatile boolean frozen;
  private volatile boolean clogged;
  private volatile int bytesPerSecond;

  Passage open(Socket to) {
    Passage passage = new Passage(to);
    passages.add(passage);
    return passage;
  }

  void leave(Passage passage) {
    passages.remove(passage);
  }

  void freeze() {
    frozen = true;
  }

  void clog() {
    clogged = true;
  }

  void resume(boolean delivers) {
    clogged = false;
    if (!delivers) {
      passages.forEach(Passage::lose);
    }
    frozen = false;
    passages.forEach(Passage::flow);
  }

  void slow(int newBytesPerSecond) {
    bytesPerSecond = newBytesPerSecond;
  }

  void endAfter(int bytes) {
    left.set(bytes);
  }

  /** How many of these may pass; when it is not all, what was demanded has come to pass. */
  private int allowed(int bytes) {
    int before = left.getAndUpdate(now -> now == NO_END || now < bytes ? NO_END : now - bytes);
    return Math.min(before, bytes);
  }

  /** One connection's way through the gate. */
  final class Passage {

    private final Socket to;
    private final ByteArrayOutputStream pile = new ByteArrayOutputStream();

    private Passage(Socket to) {
      this.to = to;
    }

    /** Delivers the bytes, slowly if so told, or keeps them while the gate is frozen. */
    void pass(byte[] bytes) throws IOException, InterruptedException {
      awaitUnclogged();
      for (int sent = 0; sent < bytes.length; ) {
        int portion = Math.min(portion(), bytes.length - sent);
        int allowed = allowed(portion);
        passPortion(bytes, sent, allowed);
        if (allowed < portion) {
          throw new IOException("the connection ends here");
        }
        sent += portion;
      }
    }

    /** How much may go now; waits its turn on a slow link. */
    private int portion() throws InterruptedException {
      if (frozen || bytesPerSecond == 0) {
        return Integer.MAX_VALUE;
      }
      TimeUnit.MILLISECONDS.sleep(SLICE);
      return Math.max(1, bytesPerSecond * SLICE / 1000);
    }

    private synchronized void awaitUnclogged() throws InterruptedException {
      while (clogged && !to.isClosed()) {
        wait(100);
      }
    }

    private synchronized void passPortion(byte[] bytes, int from, int length) throws IOException {
      pile.write(bytes, from, length);
      if (!frozen) {
        deliver();
      }
    }

    private void deliver() throws IOException {
      to.getOutputStream().write(pile.toByteArray());
      pile.reset();
    }

    private synchronized void lose() {
      pile.reset();
    }

    private synchronized void flow() {
      try {
        deliver();
      } catch (IOException e) {
        lose(); // the one it was for is gone
      }
      notifyAll();
    }

    /** Until the gate is not frozen: the end of a connection does not pass a frozen one either. */
    synchronized void awaitFlow() throws InterruptedException {
      while (frozen && !to.isClosed()) {
        wait(100);
      }
    }
  }
}
