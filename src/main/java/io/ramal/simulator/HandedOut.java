package io.ramal.simulator;

import java.util.Optional;

/** Where virtual phones get their extension from. For several threads. */
@FunctionalInterface
public interface HandedOut {

  /**
   * An extension that was given.
   *
   * @param password with which it registers
   */
  record Given(String extension, String password) {}

  /**
   * Asks for one.
   *
   * @param client who asks; may get the one again that it had
   * @return empty when there is none to be had now
   * @throws InterruptedException when the day is over
   */
  Optional<Given> take(String client) throws InterruptedException;
}
