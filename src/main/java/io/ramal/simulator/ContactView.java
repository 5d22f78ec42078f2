package io.ramal.simulator;

import java.time.Instant;

/**
 * A contact as it is on the PBX now.
 *
 * @param status in Asterisk's word
 * @param answering whether there is still a phone at the address
 */
public record ContactView(
    String extension,
    String uri,
    String status,
    String userAgent,
    Instant expiresAt,
    boolean answering) {}
