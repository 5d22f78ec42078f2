package io.ramal.command;

import io.ramal.http.Errors;
import io.ramal.http.HttpServer;
import io.ramal.http.HttpSettings;
import io.ramal.http.HttpStartException;
import io.ramal.simulator.Day;
import io.ramal.simulator.DayPlan;
import io.ramal.simulator.HandedOut;
import io.ramal.simulator.PbxSetup;
import io.ramal.simulator.SimulatedPbx;
import io.ramal.simulator.SimulatorRoutes;
import io.ramal.simulator.SimulatorServer;
import io.ramal.simulator.Ticker;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A simulated PBX whose time passes, and what may be wanted around it. */
final class Rehearsal implements AutoCloseable {

  private final SimulatorServer pbx;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private Rehearsal(SimulatorServer pbx) {
    this.pbx = pbx;
    open.push(pbx);
    open.push(Ticker.start(pbx, Clock.systemUTC()));
  }

  /**
   * Opens it.
   *
   * @param port of AMI; 0 for any that is free
   */
  static Rehearsal start(PbxSetup setup, String host, int port, long seed) {
    var pbx = new SimulatedPbx(setup, Instant.now(), new SplittableRandom(seed));
    try {
      return new Rehearsal(SimulatorServer.start(pbx, host, port, seed));
    } catch (UncheckedIOException taken) {
      throw new Refusal(
          Refusal.OTHER,
          List.of(
              "AMI cannot listen on %s port %d: %s; name another with --port"
                  .formatted(host, port, taken.getCause().getMessage())));
    }
  }

  SimulatorServer pbx() {
    return pbx;
  }

  /** Opens its page and its API; where. */
  String page(String host, int port) {
    try {
      HttpServer http =
          HttpServer.startUndocumented(
              new HttpSettings(host, port, Optional.empty()),
              List.of(new SimulatorRoutes(pbx)),
              Errors.standard());
      open.push(http);
      return http.url();
    } catch (HttpStartException failure) {
      throw new Refusal(
          Refusal.OTHER, List.of(failure.getMessage() + ": name another with --http-port"));
    }
  }

  /** Virtual phones begin to use what they are given. */
  void live(HandedOut handedOut, DayPlan plan) {
    open.push(Day.start(pbx, handedOut, plan));
  }

  /** Last opened, first closed. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }
}
