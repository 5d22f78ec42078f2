package io.ramal.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Between a session and its wire: where things go wrong. Belongs to the PBX's thread. */
final class FaultyOutlet implements Outlet {

  private static final int LATEST = 5;
  private static final Duration SLOW = Duration.ofMillis(100);
  private static final Block NOISE =
      Block.event("%&/()= \u00ff\u0000 no colon\r\nEvent\r\n: \r\nContactStatus\r\n\r\n");

  /** An event that waits until so many blocks have gone before it. */
  private record Late(Block block, long at) {}

  private final Wire wire;
  private final Faults faults;
  private final Runnable restart;
  private final Set<Fault> demanded = EnumSet.noneOf(Fault.class);
  private final List<Late> late = new ArrayList<>();
  private long sent;
  private boolean silent;
  private Duration delay = Duration.ZERO;

  /**
   * In front of a wire.
   *
   * @param restart what restarts the PBX, not before the change under way is told
   */
  FaultyOutlet(Wire wire, Faults faults, Runnable restart) {
    this.wire = wire;
    this.faults = faults;
    this.restart = restart;
  }

  /** This fault shall strike at the next block that it can; silence at once. */
  void demand(Fault fault) {
    if (fault == Fault.HALF_OPEN) {
      silent = true;
    } else {
      demanded.add(fault);
    }
  }

  boolean isSilent() {
    return silent;
  }

  /** Nothing goes wrong any more, and what was late comes. */
  void mend() {
    demanded.clear();
    delay = Duration.ZERO;
    late.forEach(each -> put(each.block()));
    late.clear();
  }

  @Override
  public void send(Block block) {
    if (block.kind() == Block.Kind.EVENT) {
      sendEvent(block, faults.fate(block.text()));
    } else if (struckByDemand(Fault.CUT)) {
      cut(block);
    } else {
      noise(struckByDemand(Fault.GARBAGE));
      slow(struckByDemand(Fault.SLOW));
      pass(block);
    }
  }

  private boolean struckByDemand(Fault fault) {
    return demanded.remove(fault);
  }

  private boolean strikes(Fault fault, RandomGenerator fate) {
    boolean byChance = faults.strikes(fault, fate);
    boolean byDemand = struckByDemand(fault);
    return byChance || byDemand;
  }

  private void sendEvent(Block block, RandomGenerator fate) {
    boolean lost = strikes(Fault.LOST, fate);
    boolean doubled = strikes(Fault.DOUBLED, fate);
    boolean comesLate = strikes(Fault.LATE, fate);
    boolean cut = strikes(Fault.CUT, fate);
    silent |= strikes(Fault.HALF_OPEN, fate);
    slow(strikes(Fault.SLOW, fate));
    noise(strikes(Fault.GARBAGE, fate));
    if (strikes(Fault.RESTART, fate)) {
      restart.run();
    }
    if (cut) {
      cut(block);
    } else if (comesLate && !lost) {
      late.add(new Late(block, sent + 1 + fate.nextInt(LATEST)));
    } else if (!lost) {
      pass(block);
    }
    if (doubled && !lost) {
      pass(block);
    }
  }

  private void slow(boolean struck) {
    delay = struck ? SLOW : delay;
  }

  private void noise(boolean struck) {
    if (struck) {
      put(NOISE);
    }
  }

  private void pass(Block block) {
    put(block);
    sent++;
    List<Late> due = late.stream().filter(each -> each.at() <= sent).toList();
    late.removeAll(due);
    due.forEach(each -> put(each.block()));
  }

  private void put(Block block) {
    if (!silent) {
      wire.put(block.text(), delay);
    }
  }

  /** Half of it, and the end. */
  private void cut(Block block) {
    if (!silent) {
      wire.put(block.text().substring(0, block.text().length() / 2), delay);
      wire.end();
      silent = true;
    }
  }

  @Override
  public void close() {
    wire.end();
  }
}
