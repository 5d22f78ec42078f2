package io.ramal.pbx;

import io.ramal.database.Database;
import io.ramal.history.LinkHistory;
import io.ramal.pool.Signals;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/**
 * What all links of a process share.
 *
 * @param world what is around them
 * @param times how long they wait
 * @param database where leaderships are kept
 * @param signals where they put what they hear
 * @param replica name of this process among those that share the database
 * @param history where their lives are recorded
 * @param onLeading told the PBX and the epoch before the first connection under a leadership
 * @param connections gives each connection its number, rising within the process
 */
record Surroundings(
    World world,
    LinkTimes times,
    Database database,
    Signals signals,
    String replica,
    LinkHistory history,
    ObjLongConsumer<String> onLeading,
    LongSupplier connections) {}
