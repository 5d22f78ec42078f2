package io.ramal.history;

import io.ramal.extension.Change;
import io.ramal.extension.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * A change about to be recorded.
 *
 * @param change what was decided
 * @param origin on whose account
 * @param occurredAt the PBX's own time of it; empty where there is none
 */
public record Draft(Change change, Origin origin, Optional<Instant> occurredAt) {}
