package io.ramal.history;

import io.ramal.database.Transaction;

/** Appends to {@code pbx_link_history}. */
public interface LinkHistory {

  /** Appends one row in this transaction, which must not append to it again. */
  void append(Transaction transaction, LinkEntry entry);
}
