package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All channels and calls, as they begin and end. Belongs to the PBX's thread. */
final class Switchboard {

  private final Works works;
  private final ChannelEvents events;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private Devices devices;
  private int made;
  private int processed;

  Switchboard(Works works) {
    this.works = works;
    this.events = new ChannelEvents(works.announcer());
  }

  void tellTo(Devices told) {
    devices = told;
  }

  List<Channel> channels() {
    return List.copyOf(channels);
  }

  List<Channel> channels(Phone phone) {
    return channels.stream().filter(channel -> channel.phone() == phone).toList();
  }

  int processed() {
    return processed;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  ChannelEvents events() {
    return events;
  }

  Call callOf(Channel channel) {
    return calls.stream().filter(call -> call.has(channel)).findFirst().orElseThrow();
  }

  /** They are gone and nobody is told. */
  void forget() {
    channels.clear();
    calls.clear();
    made = 0;
    processed = 0;
  }

  /** A new channel; without a caller it calls. */
  Channel open(Phone phone, Optional<Channel> caller, String exten) {
    String name = "%s-%08x".formatted(phone.endpoint().device(), made);
    String uniqueid = works.clock().now().getEpochSecond() + "." + made;
    made++;
    String linkedid = caller.map(Channel::linkedid).orElse(uniqueid);
    Channel channel = new Channel(phone, name, uniqueid, linkedid, works.clock().now(), exten);
    channels.add(channel);
    events.of("Newchannel", channel);
    return channel;
  }

  Call begin(Channel caller) {
    Call call = new Call(caller);
    calls.add(call);
    processed++;
    return call;
  }

  boolean has(Call call) {
    return calls.contains(call);
  }

  /** One leg is gone. */
  void drop(Call call, Channel leg, Cause cause) {
    call.remove(leg);
    channels.remove(leg);
    if (call.legs().isEmpty()) {
      calls.remove(call);
    }
    events.hangup(leg, cause);
    devices.changed(leg.phone());
  }
}
