package io.ramal.pbx;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a link waits for what.
 *
 * @param pingInterval how often the PBX is asked for a sign of life
 * @param resyncInterval how often the whole PBX is read again while all is well
 * @param connectDeadline for the TCP connection
 * @param answerDeadline for the answer to one action; when it passes, the link is taken for dead
 * @param bootDeadline for FullyBooted after a login
 * @param longestBackOff between attempts to connect
 * @param refusedBackOff between attempts after a refused login
 * @param secondLook before a reading that takes away most contacts is repeated, and before one that
 *     failed is tried again
 */
public record LinkTimes(
    Duration pingInterval,
    Duration resyncInterval,
    Duration connectDeadline,
    Duration answerDeadline,
    Duration bootDeadline,
    Duration longestBackOff,
    Duration refusedBackOff,
    Duration secondLook) {

  /** Throws IllegalArgumentException unless every duration is positive. */
  public LinkTimes {
    Stream.of(
            pingInterval,
            resyncInterval,
            connectDeadline,
            answerDeadline,
            bootDeadline,
            longestBackOff,
            refusedBackOff,
            secondLook)
        .filter(duration -> !duration.isPositive())
        .findFirst()
        .ifPresent(LinkTimes::refuse);
  }

  private static void refuse(Duration duration) {
    throw new IllegalArgumentException("not a duration to wait: " + duration);
  }

  /** The two that a site sets, and for the rest what suits a server. */
  public static LinkTimes of(Duration pingInterval, Duration resyncInterval) {
    return new LinkTimes(
        pingInterval,
        resyncInterval,
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofMillis(500));
  }
}
