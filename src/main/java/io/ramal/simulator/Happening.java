package io.ramal.simulator;

import java.util.Set;

/**
 * Something to be told, before it is known in which order.
 *
 * @param eventClass the class that may read it
 * @param fields its lines behind Privilege and Timestamp
 * @param about what it is about; of the same thing, what was first is told first
 */
record Happening(String name, String eventClass, String fields, Set<String> about) {}
