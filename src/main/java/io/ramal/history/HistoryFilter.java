package io.ramal.history;

import io.ramal.extension.Event;
import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of an extension's history are wanted; whatever is empty does not narrow.
 *
 * @param from recorded at this time or later
 * @param to recorded before this time
 * @param event of this kind
 */
public record HistoryFilter(Optional<Instant> from, Optional<Instant> to, Optional<Event> event) {

  /** Every row. */
  public static final HistoryFilter ALL =
      new HistoryFilter(Optional.empty(), Optional.empty(), Optional.empty());
}
