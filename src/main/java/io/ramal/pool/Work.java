package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.extension.Client;
import io.ramal.extension.Decision;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** What waits for the writer. */
sealed interface Work {

  /** Completed after the commit; exceptionally when the work could not be done. */
  CompletableFuture<?> done();

  /**
   * A trigger for one named extension.
   *
   * @param stamp the link it came over; empty when it did not come over one
   */
  record Step(
      ExtensionName extension,
      Trigger trigger,
      Origin origin,
      Optional<Instant> occurredAt,
      Optional<LinkStamp> stamp,
      CompletableFuture<Decision> done)
      implements Work {

    static Step of(ExtensionName extension, Trigger trigger, Origin origin) {
      return new Step(
          extension,
          trigger,
          origin,
          Optional.empty(),
          Optional.empty(),
          new CompletableFuture<>());
    }

    private Step answering(CompletableFuture<Decision> other) {
      return new Step(extension, trigger, origin, occurredAt, stamp, other);
    }

    Step over(LinkStamp link, Optional<Instant> time) {
      return new Step(extension, trigger, origin, time, Optional.of(link), done);
    }
  }

  /**
   * A step that depends on how things stand when its turn comes.
   *
   * @param step makes it, for the writer's thread; {@code done} is to be that of the step
   */
  record Late(Supplier<Step> step, CompletableFuture<Decision> done) implements Work {

    static Late of(Supplier<Step> step) {
      var done = new CompletableFuture<Decision>();
      return new Late(() -> step.get().answering(done), done);
    }
  }

  /** A client asks for any extension; {@code leaseId} becomes that of its lease. */
  record Ask(
      Client client, Origin origin, String leaseId, CompletableFuture<Optional<ExtensionName>> done)
      implements Work {}

  /**
   * Many steps, which the database has to be asked for; done in portions, in order, before anything
   * that was offered later.
   */
  record Bulk(Function<Transaction, List<Step>> steps, CompletableFuture<List<Decision>> done)
      implements Work {}
}
