package io.ramal.history;

import io.ramal.database.Transaction;
import io.ramal.extension.Extension;
import java.util.List;

/** Every extension as it stands; the room that owns the table answers. */
@FunctionalInterface
public interface LiveExtensions {

  /** All of them, as this transaction sees them. */
  List<Live> all(Transaction transaction);

  /**
   * One extension.
   *
   * @param whole whether what is stored twice for speed (state, availability, counts) agrees with
   *     what it follows from
   */
  record Live(Extension extension, boolean whole) {}
}
