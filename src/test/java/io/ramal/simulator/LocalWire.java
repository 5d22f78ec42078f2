package io.ramal.simulator;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A connection to a simulated PBX within the process: lines in, lines out, and what can become of a
 * connection. The PBX is used by one thread at a time; the wire sees to that for its own calls.
 */
public final class LocalWire {

  private final SimulatedPbx pbx;
  private final Runnable onNews;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private final StringBuilder begun = new StringBuilder();
  private AmiSession session;
  private OptionalInt untilCut = OptionalInt.empty();
  private boolean doubling;
  private boolean stalled;
  private boolean silent;
  private boolean over;

  private LocalWire(SimulatedPbx pbx, Runnable onNews) {
    this.pbx = pbx;
    this.onNews = onNews;
  }

  /**
   * Connects; empty when nobody answers.
   *
   * @param onNews told when there is a line more, or the end; must not wait
   */
  public static Optional<LocalWire> to(SimulatedPbx pbx, Runnable onNews) {
    synchronized (pbx) {
      var wire = new LocalWire(pbx, onNews);
      Optional<AmiSession> session = pbx.connect(wire.outlet());
      session.ifPresent(made -> wire.session = made);
      return session.map(_ -> wire);
    }
  }

  private Outlet outlet() {
    return new Outlet() {
      @Override
      public void send(Block block) {
        take(block);
      }

      @Override
      public void close() {
        end();
      }
    };
  }

  private synchronized void take(Block block) {
    if (!silent && !over) {
      add(block.text());
      if (doubling && block.kind() == Block.Kind.EVENT) {
        doubling = false;
        add(block.text());
      }
      news();
    }
  }

  private void add(String text) {
    for (String line : text.split("\r?\n", -1)) {
      if (!isCut()) {
        lines.add(line);
        untilCut = untilCut.isPresent() ? OptionalInt.of(untilCut.getAsInt() - 1) : untilCut;
      }
    }
  }

  private boolean isCut() {
    return untilCut.isPresent() && untilCut.getAsInt() <= 0;
  }

  private synchronized void end() {
    if (!silent && !over) {
      over = true;
      news();
    }
  }

  private void news() {
    if (!stalled) {
      onNews.run();
    }
  }

  /** What the client writes, in any pieces. */
  public void write(String text) {
    synchronized (pbx) {
      if (isDeaf()) {
        return;
      }
      begun.append(text);
      for (int end = begun.indexOf("\r\n"); end >= 0; end = begun.indexOf("\r\n")) {
        String line = begun.substring(0, end);
        begun.delete(0, end + 2);
        session.line(line);
      }
    }
  }

  private synchronized boolean isDeaf() {
    return silent || over;
  }

  /** The next line that has come; empty when there is none yet. */
  public synchronized Optional<String> line() {
    return stalled ? Optional.empty() : Optional.ofNullable(lines.poll());
  }

  /** Whether nothing more will come. */
  public synchronized boolean isOver() {
    return !stalled && lines.isEmpty() && (over || isCut());
  }

  /** Whether what the PBX says is on its way without end. */
  public synchronized boolean isHindered() {
    return stalled || silent || untilCut.isPresent();
  }

  /** The client closes it. */
  public void close() {
    synchronized (pbx) {
      session.close();
    }
    synchronized (this) {
      over = true;
      lines.clear();
    }
  }

  /** The connection breaks after so many more lines, which may be in the middle of a block. */
  public void cutAfter(int more) {
    synchronized (this) {
      untilCut = OptionalInt.of(more);
      news();
    }
    if (more == 0) {
      close();
      onNews.run();
    }
  }

  /** Nothing gets through any more, in neither direction, and neither end is told. */
  public synchronized void fallSilent() {
    silent = true;
  }

  /** What the PBX says is held up. */
  public synchronized void stall() {
    stalled = true;
  }

  /** It comes through. */
  public synchronized void resume() {
    stalled = false;
    news();
  }

  /** The next event comes twice. */
  public synchronized void doubleNext() {
    doubling = true;
  }

  @Override
  public synchronized String toString() {
    return "wire of "
        + session.number()
        + ": stalled "
        + stalled
        + ", silent "
        + silent
        + ", over "
        + over
        + ", until cut "
        + untilCut
        + ", lines "
        + lines.size();
  }

  /** Something comes through that no PBX says. */
  public synchronized void garble(String text) {
    if (!silent && !over) {
      add(text);
      news();
    }
  }
}
