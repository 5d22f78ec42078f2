package io.ramal.benchmark;

/** Something at work on a database of its own. */
interface Stage extends AutoCloseable {

  /** A client of it. */
  Load.Cycle client();

  @Override
  void close();
}
