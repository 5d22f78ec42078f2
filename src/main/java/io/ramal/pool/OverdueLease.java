package io.ramal.pool;

import io.ramal.extension.ExtensionName;

/**
 * A lease whose deadline has passed by the database's clock.
 *
 * @param extension leased to someone
 * @param leaseId that lease
 */
public record OverdueLease(ExtensionName extension, String leaseId) {}
