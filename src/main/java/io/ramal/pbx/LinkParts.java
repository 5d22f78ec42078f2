package io.ramal.pbx;

import io.ramal.pool.Signals;

/**
 * What every connection of a link works with.
 *
 * @param world what is around it
 * @param pbx where it goes
 * @param times how long it waits
 * @param signals where it puts what it hears
 * @param memory what was known from the connection before
 * @param state how it is doing
 * @param journal what will be in its history
 */
record LinkParts(
    World world,
    PbxSettings pbx,
    LinkTimes times,
    Signals signals,
    PbxMemory memory,
    LinkState state,
    LinkJournal journal) {}
