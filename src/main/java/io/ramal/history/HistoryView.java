package io.ramal.history;

import io.ramal.extension.ExtensionName;
import java.util.List;
import java.util.OptionalLong;

/** Answers questions about the history. */
public interface HistoryView {

  /**
   * Rows of one extension, newest first.
   *
   * @param beforeVersion only versions below this one; empty from the newest on
   * @param limit how many at most
   */
  List<HistoryEntry> page(
      ExtensionName extension, HistoryFilter filter, OptionalLong beforeVersion, int limit);
}
