package io.ramal.extension;

import java.util.Optional;

/**
 * One step of an extension: what becomes one history row.
 *
 * @param event what happened
 * @param from the state before
 * @param after the extension after it, its version raised by one
 * @param lease the lease concerned: the one after the change, or the one that it ended
 * @param evidence what it happened to
 * @param detail a plain sentence where the rest does not say it all; empty otherwise
 */
public record Change(
    Event event,
    State from,
    Extension after,
    Optional<Lease> lease,
    Evidence evidence,
    String detail) {}
