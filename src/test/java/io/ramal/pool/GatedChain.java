package io.ramal.pool;

import io.ramal.database.Transaction;
import io.ramal.history.Draft;
import io.ramal.history.Head;
import io.ramal.history.HistoryChain;
import io.ramal.history.HistoryEntry;
import java.util.List;

/** A chain behind a gate. */
record GatedChain(Gate gate, HistoryChain chain) implements HistoryChain {

  @Override
  public Head lock(Transaction transaction) {
    gate.pass();
    return chain.lock(transaction);
  }

  @Override
  public List<HistoryEntry> append(Transaction transaction, Head head, List<Draft> drafts) {
    List<HistoryEntry> entries = chain.append(transaction, head, drafts);
    gate.written(transaction);
    return entries;
  }
}
