package io.ramal.simulator;

import io.ramal.simulator.HandedOut.Given;
import java.time.Duration;
import java.util.Optional;

/**
 * One softphone page of a day: is given an extension, registers, calls, is reloaded, vanishes,
 * comes back, and leaves. Runs in a thread of its own.
 */
final class Page {

  private static final Duration EXPIRES = Duration.ofMinutes(2);
  private static final int LOWEST_PORT = 20_000;
  private static final int PORTS = 40_000;
  private static final int STEPS = 8;

  private final SimulatorServer server;
  private final HandedOut handedOut;
  private final String client;
  private final Whims whims;
  private final double stuck;

  Page(SimulatorServer server, HandedOut handedOut, String client, Whims whims, double stuck) {
    this.server = server;
    this.handedOut = handedOut;
    this.client = client;
    this.whims = whims;
    this.stuck = stuck;
  }

  void live() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      Optional<Given> given = handedOut.take(client);
      if (given.isPresent()) {
        use(given.get());
      }
      whims.pause(3, 15);
    }
  }

  private void use(Given first) throws InterruptedException {
    Given given = first;
    PhoneAddress address = open(given);
    int steps = 2 + whims.number(STEPS);
    for (int i = 0; i < steps; i++) {
      whims.pause(2, 8);
      if (whims.chance(0.2)) {
        leave(given, address);
        whims.pause(0.3, 2);
        given = handedOut.take(client).orElse(given);
        address = open(given);
      } else {
        act(given, address);
      }
    }
    end(given, address);
  }

  /** A page that was opened has a connection of its own. */
  private PhoneAddress open(Given given) {
    PhoneAddress address = PhoneAddress.wss(LOWEST_PORT + whims.number(PORTS));
    register(given, address);
    return address;
  }

  private void register(Given given, PhoneAddress address) {
    server.with(pbx -> pbx.register(given.extension(), address, EXPIRES, given.password()));
  }

  /** With a word, or without. */
  private void leave(Given given, PhoneAddress address) {
    if (whims.chance(0.5)) {
      server.with(pbx -> pbx.unregister(given.extension(), address));
    } else {
      server.with(pbx -> pbx.vanish(given.extension()));
    }
  }

  private void act(Given given, PhoneAddress address) throws InterruptedException {
    register(given, address); // a refresh
    if (whims.chance(0.6)) {
      call(given, "0" + (100_000 + whims.number(900_000)));
      whims.pause(3, 20);
    } else {
      callColleague(given);
    }
    server.with(pbx -> pbx.hangUp(given.extension()));
  }

  private void call(Given given, String number) {
    server.with(pbx -> pbx.call(given.extension(), number, given.password()));
  }

  private void callColleague(Given given) throws InterruptedException {
    Optional<String> colleague = People.registered(server, whims, given.extension());
    if (colleague.isPresent()) {
      call(given, colleague.get());
      whims.pause(1, 4);
      server.with(pbx -> pbx.answer(colleague.get()));
      whims.pause(2, 10);
      if (whims.chance(0.3)) {
        hold(given);
      }
    }
  }

  private void hold(Given given) throws InterruptedException {
    server.with(pbx -> pbx.hold(given.extension()));
    whims.pause(1, 5);
    server.with(pbx -> pbx.resume(given.extension()));
  }

  private void end(Given given, PhoneAddress address) throws InterruptedException {
    if (whims.chance(stuck)) {
      call(given, "601");
      server.with(pbx -> pbx.vanish(given.extension()));
      whims.pause(600, 600);
      server.with(pbx -> pbx.hangUp(given.extension()));
    } else {
      leave(given, address);
    }
  }
}
