package io.ramal.history;

import io.ramal.database.Transaction;
import java.util.List;

/**
 * Appends to {@code extension_history}. One transaction calls {@link #lock} once, as the last lock
 * it takes, decides with the time that it answers, and then appends.
 */
public interface HistoryChain {

  /** Locks the end of the chain until the transaction ends; no other transaction can append. */
  Head lock(Transaction transaction);

  /** Appends the rows in order and moves the end of the chain; the rows as they were written. */
  List<HistoryEntry> append(Transaction transaction, Head head, List<Draft> drafts);
}
