package io.ramal.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who can be called, and the people outside who do. */
final class People {

  private final SimulatorServer server;
  private final Whims whims;

  People(SimulatorServer server, Whims whims) {
    this.server = server;
    this.whims = whims;
  }

  /** Somebody who is registered and has no call. */
  static Optional<String> registered(SimulatorServer server, Whims whims, String butNot) {
    List<String> idle = server.with(pbx -> idle(pbx, butNot));
    return idle.isEmpty() ? Optional.empty() : Optional.of(idle.get(whims.number(idle.size())));
  }

  private static List<String> idle(SimulatedPbx pbx, String butNot) {
    Set<String> inCall = new HashSet<>();
    pbx.channels().forEach(channel -> inCall.add(channel.extension()));
    return pbx.contacts().stream()
        .map(ContactView::extension)
        .filter(extension -> !extension.equals(butNot) && !inCall.contains(extension))
        .distinct()
        .toList();
  }

  /** One after the other they call in, and are answered, refused or tired of waiting. */
  void callIn() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      whims.pause(3, 20);
      Optional<String> called = registered(server, whims, Endpoint.TRUNK);
      if (called.isPresent()) {
        callIn(called.get());
      }
    }
  }

  private void callIn(String extension) throws InterruptedException {
    Optional<String> caller =
        server.with(
            pbx -> {
              pbx.callIn(extension);
              return pbx.channels().stream()
                  .filter(channel -> channel.extension().equals(Endpoint.TRUNK))
                  .reduce((_, last) -> last)
                  .map(ChannelView::uniqueid);
            });
    whims.pause(1, 5);
    if (whims.chance(0.75)) {
      server.with(pbx -> pbx.answer(extension));
      whims.pause(3, 20);
    } else if (whims.chance(0.4)) {
      server.with(pbx -> pbx.reject(extension));
    }
    caller.ifPresent(uniqueid -> server.with(pbx -> pbx.hangUpChannel(uniqueid)));
  }
}
