package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.database.DatabaseException.Kind;
import io.ramal.extension.Decision;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer: takes what waits, commits it as one transaction, and answers. While one
 * transaction commits, triggers wait; the next takes them all. Alone, a request waits for nobody.
 */
final class Writer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /** How many signals, and how many commands, one transaction takes at most. */
  static final int BATCH_LIMIT = 256;

  /** How often the last resort is tried while candidates keep being taken by others. */
  private static final int LOOKS = 100;

  private final Inbox inbox;
  private final Database database;
  private final Committer committer;
  private final SignalSteps signalSteps;
  private final LostSignals lostSignals;
  private final Publisher publisher;
  private final Figures figures;

  Writer(
      Inbox inbox,
      Database database,
      Committer committer,
      SignalSteps signalSteps,
      LostSignals lostSignals,
      Publisher publisher,
      Figures figures) {
    this.inbox = inbox;
    this.database = database;
    this.committer = committer;
    this.signalSteps = signalSteps;
    this.lostSignals = lostSignals;
    this.publisher = publisher;
    this.figures = figures;
  }

  /** Until the inbox is closed and empty. */
  @Override
  public void run() {
    try {
      for (Inbox.Load load = inbox.take(BATCH_LIMIT);
          !load.isEmpty();
          load = inbox.take(BATCH_LIMIT)) {
        write(load);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Signals keep their order; what the database must be asked about first parts them. */
  private void write(Inbox.Load load) {
    var waiting = new ArrayList<Work>();
    for (Work work : signalSteps.of(load.signals())) {
      queue(waiting, work);
    }
    for (Work work : load.commands()) {
      queue(waiting, work);
    }
    flush(waiting);
  }

  private void queue(List<Work> waiting, Work work) {
    switch (work) {
      case Work.Bulk bulk -> {
        flush(waiting);
        write(bulk);
      }
      case Work.Late late -> queue(waiting, late);
      case Work.Step step -> waiting.add(step);
      case Work.Ask ask -> waiting.add(ask);
    }
  }

  private static void queue(List<Work> waiting, Work.Late late) {
    try {
      waiting.add(late.step().get());
    } catch (RuntimeException failure) {
      late.done().completeExceptionally(failure);
    }
  }

  private void flush(List<Work> waiting) {
    if (!waiting.isEmpty()) {
      write(List.copyOf(waiting));
      waiting.clear();
    }
  }

  private void write(Work.Bulk bulk) {
    try {
      List<Work.Step> steps = database.inTransaction(bulk.steps());
      for (int from = 0; from < steps.size(); from += BATCH_LIMIT) {
        write(List.copyOf(steps.subList(from, Math.min(from + BATCH_LIMIT, steps.size()))));
      }
      bulk.done().complete(steps.stream().map(step -> step.done().join()).toList());
    } catch (RuntimeException failure) {
      bulk.done().completeExceptionally(failure);
    }
  }

  private void write(List<Work> works) {
    try {
      commit(works);
    } catch (DatabaseException failure) {
      if (failure.kind() == Kind.REJECTED) {
        apart(works, failure);
      } else {
        refuse(works, failure, failure.kind() == Kind.OUTCOME_UNKNOWN);
      }
    } catch (RuntimeException failure) {
      apart(works, failure);
    }
  }

  /** One bad trigger never fails its neighbours: each is tried by itself. */
  private void apart(List<Work> works, RuntimeException failure) {
    if (works.size() > 1) {
      works.forEach(work -> write(List.of(work)));
    } else {
      LOG.error("[RAMAL-1001] a trigger could not be recorded: {}", works.getFirst(), failure);
      refuse(works, failure, false);
    }
  }

  private void refuse(List<? extends Work> works, RuntimeException failure, boolean unknown) {
    var refusal = new PoolUnavailableException("the database did not commit", unknown, failure);
    figures.refused(works.size());
    works.forEach(work -> work.done().completeExceptionally(refusal));
    List<Work.Step> steps = of(works, Work.Step.class);
    lostSignals.lost(steps);
    publisher.lost(steps);
  }

  private void commit(List<Work> offered) {
    List<Work> works = offered.stream().filter(work -> !passedOver(work)).toList();
    if (works.isEmpty()) {
      return;
    }
    List<Work.Step> steps = of(works, Work.Step.class);
    List<Work.Ask> asks = of(works, Work.Ask.class);
    long began = System.nanoTime();
    Committer.Result result = committer.commit(steps, asks);
    figures.committed(works.size(), result.entries().size(), System.nanoTime() - began);
    publisher.publish(result, steps);
    lookAgain(asks.stream().filter(ask -> !result.given().containsKey(ask)).toList());
  }

  private boolean passedOver(Work work) {
    boolean forbidden = lostSignals.forbid(work);
    if (forbidden && work instanceof Work.Step step) {
      step.done().complete(new Decision.Unchanged());
    }
    return forbidden;
  }

  private void lookAgain(List<Work.Ask> asks) {
    try {
      publisher.none(leftOver(asks));
    } catch (RuntimeException failure) {
      LOG.warn("[RAMAL-1002] the second look for a free extension failed", failure);
      refuse(asks, failure, true);
    }
  }

  private List<Work.Ask> leftOver(List<Work.Ask> asks) {
    List<Work.Ask> waiting = asks;
    for (int look = 0; !waiting.isEmpty() && look < LOOKS; look++) {
      Committer.Result result = committer.commitWaiting(waiting);
      publisher.publish(result, List.of());
      waiting = waiting.stream().filter(ask -> !result.given().containsKey(ask)).toList();
      if (!result.sawAny()) {
        return waiting;
      }
    }
    return waiting;
  }

  private static <T extends Work> List<T> of(List<? extends Work> works, Class<T> kind) {
    return works.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
