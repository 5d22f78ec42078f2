package io.ramal.pool;

import io.ramal.extension.ExtensionName;
import java.time.Instant;

/**
 * A lease whose deadline has passed by the database's clock.
 *
 * @param extension leased to someone
 * @param leaseId that lease
 * @param deadline the one that has passed; a lease that was resumed since has a later one
 */
public record OverdueLease(ExtensionName extension, String leaseId, Instant deadline) {}
