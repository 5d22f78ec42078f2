package io.ramal.history;

import io.ramal.database.Transaction;
import io.ramal.extension.Extension;
import java.util.List;

/** Every extension as it stands; the room that owns the table answers. */
@FunctionalInterface
public interface LiveExtensions {

  /** All of them, as this transaction sees them. */
  List<Extension> all(Transaction transaction);
}
