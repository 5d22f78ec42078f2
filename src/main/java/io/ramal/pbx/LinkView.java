package io.ramal.pbx;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the link to a PBX is doing, whichever replica has it.
 *
 * @param name of the PBX
 * @param connected whether its leader is logged in
 * @param synced whether a reading was applied since the login, and no signal was lost since
 * @param since when these two became as they are, by the leader's clock
 * @param reconnectAttempts attempts to connect since the link was lost; 0 while connected
 * @param lastEventAt when the last event arrived, by the leader's clock
 * @param eventLagMicros how long that event took from the PBX, in microseconds
 * @param clockOffsetMicros the PBX's clock minus the leader's, at the last Ping, in microseconds
 * @param rereads how often the whole PBX was read under this leadership
 * @param differences how many extensions were found not to be as believed in those readings
 * @param timestamps whether the PBX stamps its events ({@code timestampevents=yes})
 */
public record LinkView(
    String name,
    boolean connected,
    boolean synced,
    Instant since,
    long reconnectAttempts,
    Optional<Instant> lastEventAt,
    OptionalLong eventLagMicros,
    OptionalLong clockOffsetMicros,
    long rereads,
    long differences,
    boolean timestamps) {

  /** The same link once it is known that nobody leads it any more. */
  LinkView unled() {
    return new LinkView(
        name,
        false,
        false,
        since,
        reconnectAttempts,
        lastEventAt,
        eventLagMicros,
        clockOffsetMicros,
        rereads,
        differences,
        timestamps);
  }
}
