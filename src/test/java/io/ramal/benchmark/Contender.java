package io.ramal.benchmark;

import java.util.function.Supplier;

/**
 * One line of the table.
 *
 * @param name what goes through cycles, and how many of it at once
 * @param clients how many at once
 * @param client makes one of them
 */
record Contender(String name, int clients, Supplier<Load.Cycle> client) {

  static Contender of(String what, int clients, Supplier<Load.Cycle> client) {
    return new Contender(what + ", " + clients, clients, client);
  }
}
