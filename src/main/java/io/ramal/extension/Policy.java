package io.ramal.extension;

import java.time.Duration;

/**
 * How long a lease lives without evidence.
 *
 * @param leaseTtl from handing out until the client must have registered
 * @param reconnectGrace from the client's leaving until the lease ends
 * @param restartGrace the same, when the PBX restarted or the contact was found gone after the link
 *     had been lost: softphones come back only after seconds
 */
public record Policy(Duration leaseTtl, Duration reconnectGrace, Duration restartGrace) {}
