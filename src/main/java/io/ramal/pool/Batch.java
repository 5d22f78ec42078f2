package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.extension.Decision;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Rules;
import io.ramal.extension.Trigger;
import io.ramal.history.Draft;
import io.ramal.history.Head;
import io.ramal.history.HistoryChain;
import io.ramal.history.HistoryEntry;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The decisions of one transaction: extensions as they were locked, as they become, and the history
 * in between. Used once, by one thread.
 */
final class Batch {

  private final Rules rules;
  private final Head head;
  private final Map<ExtensionName, Extension> before = new LinkedHashMap<>();
  private final Map<ExtensionName, Extension> current = new LinkedHashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  Batch(Rules rules, Head head, List<Extension> locked) {
    this.rules = rules;
    this.head = head;
    for (Extension extension : locked) {
      before.put(extension.name(), extension);
      current.put(extension.name(), extension);
    }
  }

  /** Decides one named step. */
  Decision decide(Work.Step step) {
    Optional<Extension> extension = subject(step);
    if (extension.isEmpty() || ofAnotherPbx(step, extension.get())) {
      return new Decision.Refused(Decision.Refusal.UNKNOWN_EXTENSION);
    }
    Decision decision = rules.decide(extension.get(), step.trigger(), head.now());
    apply(decision, step);
    return decision;
  }

  private Optional<Extension> subject(Work.Step step) {
    Extension known = current.get(step.extension());
    if (known == null && step.trigger() instanceof Trigger.Configure configure) {
      Extension born = Extension.unknown(step.extension(), configure.pbx(), head.now());
      before.put(born.name(), born);
      return Optional.of(born);
    }
    return Optional.ofNullable(known);
  }

  /** A link speaks only for its own PBX; the settings may move an extension from one to another. */
  private static boolean ofAnotherPbx(Work.Step step, Extension extension) {
    return !(step.trigger() instanceof Trigger.Configure)
        && step.stamp().filter(stamp -> !stamp.pbx().equals(extension.pbx())).isPresent();
  }

  private void apply(Decision decision, Work.Step step) {
    if (decision instanceof Decision.Changed changed) {
      current.put(step.extension(), changed.after());
      changed
          .changes()
          .forEach(change -> drafts.add(new Draft(change, step.origin(), step.occurredAt())));
    }
  }

  /**
   * Gives the client the first of the candidates that the rules let it have, and takes that out.
   */
  Optional<ExtensionName> allocate(Work.Ask ask, Deque<ExtensionName> candidates) {
    var trigger = new Trigger.Allocate(ask.leaseId(), ask.client());
    for (var each = candidates.iterator(); each.hasNext(); ) {
      ExtensionName candidate = each.next();
      if (decide(Work.Step.of(candidate, trigger, ask.origin())) instanceof Decision.Changed) {
        each.remove();
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Saves what changed and appends its history. */
  List<HistoryEntry> write(Transaction transaction, SavedExtensions saved, HistoryChain chain) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    saved.save(transaction, changedPairs());
    return chain.append(transaction, head, drafts);
  }

  /** Each extension that changed, as it is now. */
  List<Extension> changed() {
    return current.values().stream()
        .filter(after -> after.version() > before.get(after.name()).version())
        .toList();
  }

  private List<SavedExtensions.Pair> changedPairs() {
    return changed().stream()
        .map(after -> new SavedExtensions.Pair(before.get(after.name()), after))
        .toList();
  }
}
