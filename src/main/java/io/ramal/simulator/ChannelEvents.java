package io.ramal.simulator;

import static io.ramal.simulator.Works.CALL;

/** The events of channels, dialling and bridges, in Asterisk's words. */
final class ChannelEvents {

  private final Announcer announcer;

  ChannelEvents(Announcer announcer) {
    this.announcer = announcer;
  }

  void of(String event, Channel channel) {
    with(event, channel, new Fields());
  }

  void with(String event, Channel channel, Fields more) {
    announcer.say(event, CALL, channel.fields("").add(more), channel.key());
  }

  void state(Channel channel, ChannelState state) {
    channel.become(state);
    of("Newstate", channel);
  }

  void connect(Channel channel, Channel other) {
    channel.connect(other.party());
    of("NewConnectedLine", channel);
  }

  void dial(String event, Channel caller, Channel callee, String name, String value) {
    announcer.say(
        event,
        CALL,
        caller.fields("").add(callee.fields("Dest")).add(name, value),
        caller.key(),
        callee.key());
  }

  void bridge(String event, Bridge bridge) {
    announcer.say(event, CALL, bridge.fields(""), bridge.key());
  }

  void enter(Bridge bridge, Channel channel, Fields more) {
    bridge.enter();
    channel.bridged();
    announcer.say(
        "BridgeEnter",
        CALL,
        bridge.fields("").add(channel.fields("")).add(more),
        bridge.key(),
        channel.key());
  }

  void leave(Bridge bridge, Channel channel) {
    bridge.leave();
    channel.held(false);
    announcer.say(
        "BridgeLeave",
        CALL,
        bridge.fields("").add(channel.fields("")),
        bridge.key(),
        channel.key());
  }

  void hangup(Channel channel, Cause cause) {
    with("Hangup", channel, cause.hangup());
  }

  void softHangup(Channel channel, Cause cause) {
    with("SoftHangupRequest", channel, cause.request());
  }
}
