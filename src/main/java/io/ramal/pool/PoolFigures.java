package io.ramal.pool;

/**
 * What the writer of this process has done since its start.
 *
 * @param batches transactions committed
 * @param triggers triggers in them
 * @param entries history rows in them
 * @param commitSeconds time they took, from the first statement to the end of the commit
 * @param refused triggers that were not committed
 * @param allocated clients that were given an extension
 * @param none clients that were told that there is none
 * @param released releases by hand that changed something
 * @param queueDepth triggers that wait now
 */
public record PoolFigures(
    long batches,
    long triggers,
    long entries,
    double commitSeconds,
    long refused,
    long allocated,
    long none,
    long released,
    int queueDepth) {}
