package io.ramal.pool;

import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import java.util.Optional;

/**
 * The commands of the pool. Each returns after its commit, so what it answers is durable. Safe for
 * many threads, meant for virtual ones: callers wait.
 */
public interface Pool {

  /**
   * Leases an extension to the client: its own one in grace, else the longest free, else an
   * anonymous lease in grace of the same address.
   *
   * @return the extension, or empty when there is none
   * @throws PoolUnavailableException when the database cannot be reached or the queue is full:
   *     whether anything changed is then unknown only if {@link PoolUnavailableException#unknown}
   */
  Optional<ExtensionName> allocate(Client client, Origin origin);

  /**
   * Frees the extension by hand: lease and facts are cleared at once.
   *
   * @return false when the pool does not know the extension
   * @throws PoolUnavailableException as for allocate
   */
  boolean release(ExtensionName extension, Origin origin);

  /**
   * Frees every extension in service by hand.
   *
   * @return how many extensions are in service
   * @throws PoolUnavailableException as for allocate; some may have been freed by then
   */
  int reset(Origin origin);
}
