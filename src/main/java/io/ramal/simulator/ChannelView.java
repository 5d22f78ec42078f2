package io.ramal.simulator;

import java.time.Instant;

/**
 * A channel as it is on the PBX now.
 *
 * @param extension the endpoint whose channel it is
 * @param state in Asterisk's word
 * @param held whether the other side has put it on hold
 */
public record ChannelView(
    String extension,
    String channel,
    String uniqueid,
    String linkedid,
    String state,
    Instant since,
    boolean held) {}
