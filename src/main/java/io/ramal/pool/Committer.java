package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.database.Row;
import io.ramal.database.Transaction;
import io.ramal.extension.Decision;
import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Rules;
import io.ramal.history.HistoryChain;
import io.ramal.history.HistoryEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs a batch of steps and asks in one transaction: leader rows, named rows in order, picks, the
 * end of the history, decisions, writes. No lock is ever waited for out of this order.
 */
final class Committer {

  private static final String EPOCHS =
      """
      SELECT pbx, epoch
        FROM pbx
       WHERE pbx = ANY(CAST(? AS VARCHAR ARRAY))
       ORDER BY pbx
      """;

  private final Database database;
  private final HistoryChain chain;
  private final Rules rules;
  private final LockedExtensions locked;
  private final SavedExtensions saved = new SavedExtensions();
  private final Candidates candidates = new Candidates();
  private final String epochs;

  Committer(Database database, HistoryChain chain, Rules rules) {
    this.database = database;
    this.chain = chain;
    this.rules = rules;
    this.locked = new LockedExtensions(database.dialect());
    this.epochs = EPOCHS + database.dialect().shareLock();
  }

  /**
   * What one transaction did; complete only once it is committed.
   *
   * @param decisions for each step, in order
   * @param given for each ask that got an extension
   * @param sawAny whether there was any candidate to look at
   * @param stale links whose epoch is no longer that of the leader: their steps were left out
   * @param entries the history that was written
   * @param changed each extension that changed, as it is now
   */
  record Result(
      List<Decision> decisions,
      Map<Work.Ask, ExtensionName> given,
      boolean sawAny,
      Set<LinkStamp> stale,
      List<HistoryEntry> entries,
      List<Extension> changed) {}

  /** Steps, then asks: first the client's own lease in grace, else the longest free. */
  Result commit(List<Work.Step> steps, List<Work.Ask> asks) {
    return database.inTransaction(
        transaction -> {
          Set<LinkStamp> stale = stale(transaction, steps);
          List<ExtensionName> own = candidates.ownInGrace(transaction, asks);
          var extensions = new ArrayList<>(locked.named(transaction, names(steps, stale, own)));
          List<Extension> picked = locked.longestFree(transaction, asks.size());
          List<ExtensionName> free = namesOf(picked);
          addUnlessThere(extensions, picked);
          return decided(transaction, steps, stale, asks, extensions, own, free);
        });
  }

  /**
   * The second look, before anybody is told that there is none: candidates are waited for, not
   * passed over, in a transaction that holds nothing else.
   */
  Result commitWaiting(List<Work.Ask> asks) {
    return database.inTransaction(
        transaction -> {
          List<ExtensionName> found = candidates.lastResort(transaction, asks);
          if (found.isEmpty()) {
            return new Result(List.of(), Map.of(), false, Set.of(), List.of(), List.of());
          }
          List<Extension> extensions = locked.named(transaction, Set.copyOf(found));
          return decided(transaction, List.of(), Set.of(), asks, extensions, List.of(), found);
        });
  }

  private Result decided(
      Transaction transaction,
      List<Work.Step> steps,
      Set<LinkStamp> stale,
      List<Work.Ask> asks,
      List<Extension> extensions,
      List<ExtensionName> own,
      List<ExtensionName> free) {
    var batch = new Batch(rules, chain.lock(transaction), extensions);
    List<Decision> decisions = steps.stream().map(step -> decided(batch, step, stale)).toList();
    Map<Work.Ask, ExtensionName> given = new LinkedHashMap<>();
    boolean sawAny = !own.isEmpty() || !free.isEmpty();
    var ownLeft = new ArrayDeque<>(own);
    var freeLeft = new ArrayDeque<>(free);
    for (Work.Ask ask : asks) {
      batch
          .allocate(ask, ownLeft)
          .or(() -> batch.allocate(ask, freeLeft))
          .ifPresent(name -> given.put(ask, name));
    }
    List<HistoryEntry> entries = batch.write(transaction, saved, chain);
    return new Result(decisions, given, sawAny, stale, entries, batch.changed());
  }

  private static Decision decided(Batch batch, Work.Step step, Set<LinkStamp> stale) {
    return step.stamp().filter(stale::contains).isPresent()
        ? new Decision.Unchanged()
        : batch.decide(step);
  }

  private Set<LinkStamp> stale(Transaction transaction, List<Work.Step> steps) {
    Set<LinkStamp> stamps =
        steps.stream().flatMap(step -> step.stamp().stream()).collect(Collectors.toSet());
    if (stamps.isEmpty()) {
      return stamps;
    }
    String[] pbxs = stamps.stream().map(LinkStamp::pbx).distinct().toArray(String[]::new);
    Map<String, Long> current =
        transaction.query(epochs, (Object) pbxs).stream()
            .collect(Collectors.toMap(row -> row.text("pbx"), Committer::epoch));
    stamps.removeIf(
        stamp -> Optional.of(stamp.epoch()).equals(Optional.ofNullable(current.get(stamp.pbx()))));
    return stamps;
  }

  private static Long epoch(Row row) {
    return row.number("epoch");
  }

  private static Set<ExtensionName> names(
      List<Work.Step> steps, Set<LinkStamp> stale, List<ExtensionName> own) {
    var names = new LinkedHashSet<>(own);
    steps.stream()
        .filter(step -> step.stamp().filter(stale::contains).isEmpty())
        .map(Work.Step::extension)
        .forEach(names::add);
    return names;
  }

  private static void addUnlessThere(List<Extension> extensions, List<Extension> picked) {
    Set<ExtensionName> there = Set.copyOf(namesOf(extensions));
    picked.stream().filter(pick -> !there.contains(pick.name())).forEach(extensions::add);
  }

  private static List<ExtensionName> namesOf(List<Extension> extensions) {
    return extensions.stream().map(Extension::name).toList();
  }
}
