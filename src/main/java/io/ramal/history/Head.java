package io.ramal.history;

import java.time.Instant;

/**
 * The end of a chain of history, locked by the transaction that read it.
 *
 * @param lastId id of the last row
 * @param lastHash hash of the last row
 * @param now the time of everything that this transaction records: the database's clock, but never
 *     before the last row
 */
public record Head(long lastId, Hash lastHash, Instant now) {}
