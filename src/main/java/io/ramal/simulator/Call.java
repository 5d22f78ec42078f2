package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The leg that calls, those that are called, and the bridge between them. Belongs to the PBX's
 * thread.
 *
 * <p>One leg alone talks to an application. Without a bridge all but the first ring.
 */
final class Call {

  private final List<Channel> legs = new ArrayList<>();
  private Optional<Bridge> bridge = Optional.empty();

  Call(Channel first) {
    legs.add(first);
  }

  Channel first() {
    return legs.getFirst();
  }

  List<Channel> legs() {
    return List.copyOf(legs);
  }

  boolean has(Channel channel) {
    return legs.contains(channel);
  }

  Optional<Channel> other(Channel channel) {
    return legs.stream().filter(leg -> leg != channel).findFirst();
  }

  /** Those that are called and have not answered. */
  List<Channel> ringing() {
    return bridge.isEmpty() ? List.copyOf(legs.subList(1, legs.size())) : List.of();
  }

  void add(Channel channel) {
    legs.add(channel);
  }

  void remove(Channel channel) {
    legs.remove(channel);
  }

  Optional<Bridge> bridge() {
    return bridge;
  }

  void bridge(Bridge made) {
    bridge = Optional.of(made);
  }

  void unbridge() {
    bridge = Optional.empty();
  }
}
