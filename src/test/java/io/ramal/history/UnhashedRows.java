package io.ramal.history;

import io.ramal.database.Transaction;
import java.util.ArrayList;
import java.util.List;

/** The chain without its hashes, to see what they cost. */
public final class UnhashedRows implements HistoryChain {

  private final HistoryChain chain = new HistoryRows();

  /** A chain that holds no state of its own. */
  public UnhashedRows() {}

  @Override
  public Head lock(Transaction transaction) {
    return chain.lock(transaction);
  }

  @Override
  public List<HistoryEntry> append(Transaction transaction, Head head, List<Draft> drafts) {
    var entries = new ArrayList<HistoryEntry>(drafts.size());
    for (Draft draft : drafts) {
      entries.add(HistoryRows.entry(head.lastId() + entries.size() + 1, head.now(), draft));
    }
    HistoryRows.write(transaction, head, entries);
    return entries;
  }
}
