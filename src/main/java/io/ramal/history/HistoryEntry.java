package io.ramal.history;

import io.ramal.extension.Event;
import io.ramal.extension.Evidence;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.State;
import java.time.Instant;

/**
 * One row of {@code extension_history}; a text is empty where the column is NULL.
 *
 * @param id 1, 2, 3 ... without gaps, in the order of commit
 * @param extension the extension that changed
 * @param version 1, 2, 3 ... without gaps for each extension
 * @param event what happened
 * @param from the state before
 * @param to the state after
 * @param occurredAt for source AMI the PBX's own time, otherwise recordedAt
 * @param recordedAt by the database's clock, never before the row before
 * @param origin on whose account
 * @param leaseId the lease concerned
 * @param holder the holder of that lease
 * @param pbx the PBX of the extension
 * @param evidence the channel or contact concerned
 * @param detail a plain sentence where the rest does not say it all
 * @param facts the JSON text of what was known afterwards, exactly as it was written
 * @param hash over the row before and this one
 */
public record HistoryEntry(
    long id,
    ExtensionName extension,
    long version,
    Event event,
    State from,
    State to,
    Instant occurredAt,
    Instant recordedAt,
    Origin origin,
    String leaseId,
    String holder,
    String pbx,
    Evidence evidence,
    String detail,
    String facts,
    Hash hash) {

  HistoryEntry sealed(Hash newHash) {
    return new HistoryEntry(
        id,
        extension,
        version,
        event,
        from,
        to,
        occurredAt,
        recordedAt,
        origin,
        leaseId,
        holder,
        pbx,
        evidence,
        detail,
        facts,
        newHash);
  }
}
