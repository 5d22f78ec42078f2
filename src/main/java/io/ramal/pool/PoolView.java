package io.ramal.pool;

import io.ramal.extension.Extension;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.State;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Answers questions about the pool as it stands in the database. */
public interface PoolView {

  /**
   * Which extensions are wanted; whatever is empty does not narrow.
   *
   * @param state in this state
   * @param pbx of this PBX
   * @param leased leased or not
   */
  record Filter(Optional<State> state, Optional<String> pbx, Optional<Boolean> leased) {

    /** Every extension. */
    public static final Filter ALL =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The state of each extension in service, by name. */
  SortedMap<ExtensionName, State> states();

  /**
   * Extensions by name, those no longer configured included.
   *
   * @param after only names behind this one; empty from the first on
   * @param limit how many at most
   */
  List<Extension> extensions(Filter filter, Optional<ExtensionName> after, int limit);

  /** One extension, or empty when the pool has never known it. */
  Optional<Extension> extension(ExtensionName name);
}
