package io.ramal.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls: made, answered, held, ended. Belongs to the PBX's thread. */
final class Switchboard {

  private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration WAIT = Duration.ofMillis(2500);

  private final Works works;
  private final Phones phones;
  private final ChannelEvents events;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private Devices devices;
  private int made;
  private int processed;

  Switchboard(Works works, Phones phones) {
    this.works = works;
    this.phones = phones;
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

  void call(Phone from, String number) {
    Channel caller = open(from, Optional.empty(), number);
    Call call = new Call(caller);
    calls.add(call);
    processed++;
    works.announcer().then();
    switch (number) {
      case "600", "601" -> talk(caller, number.equals("600") ? "Echo" : "Wait");
      case "602" -> busy(call);
      case "603", "605" -> devices.changed(from);
      case "606" -> talkThenEnd(call);
      default -> dialNumber(call, number);
    }
  }

  private Channel open(Phone phone, Optional<Channel> caller, String exten) {
    String name = "%s-%08x".formatted(phone.endpoint().device(), made);
    String uniqueid = works.clock().now().getEpochSecond() + "." + made;
    made++;
    String linkedid = caller.map(Channel::linkedid).orElse(uniqueid);
    Channel channel = new Channel(phone, name, uniqueid, linkedid, works.clock().now(), exten);
    channels.add(channel);
    events.of("Newchannel", channel);
    return channel;
  }

  private void talk(Channel caller, String application) {
    caller.runs(application);
    events.state(caller, ChannelState.UP);
    caller.at(caller.exten(), 2);
    devices.changed(caller.phone());
  }

  private void talkThenEnd(Call call) {
    talk(call.first(), "Wait");
    works.agenda().at(works.clock().now().plus(WAIT), () -> pbxEnds(call));
  }

  private void pbxEnds(Call call) {
    if (calls.contains(call)) {
      call.first().at(call.first().exten(), 3);
      end(call, call.first(), Cause.NORMAL);
      works.announcer().tell();
    }
  }

  private void busy(Call call) {
    events.state(call.first(), ChannelState.BUSY);
    devices.changed(call.first().phone());
    works.announcer().then();
    events.with("HangupRequest", call.first(), Cause.BUSY.request());
    events.softHangup(call.first(), new Cause(16, Cause.BUSY.sip()));
    drop(call, call.first(), Cause.BUSY);
  }

  private void dialNumber(Call call, String number) {
    Optional<Phone> target = phones.find(number);
    if (number.matches("[0+].*") && target.isEmpty()) {
      talk(call.first(), "Echo"); // somebody outside
    } else if (target.isEmpty()) {
      fail(call, 3, Cause.NO_SUCH_NUMBER);
    } else {
      target.ifPresent(phone -> dial(call, phone));
    }
  }

  private void fail(Call call, int priority, Cause cause) {
    call.first().at(call.first().exten(), priority);
    events.softHangup(call.first(), Cause.NORMAL);
    drop(call, call.first(), cause);
  }

  /** The call's first leg calls a phone, at each address where it can be reached. */
  void dial(Call call, Phone target) {
    long addresses = target.contacts().stream().filter(Contact::isReachable).count();
    if (addresses == 0) {
      fail(call, 2, Cause.NO_ROUTE);
      return;
    }
    for (long i = 0; i < addresses; i++) {
      dialOne(call, target);
    }
    devices.changed(call.first().phone());
  }

  private void dialOne(Call call, Phone target) {
    Channel caller = call.first();
    Channel callee = open(target, Optional.of(caller), "s");
    call.add(callee);
    works.announcer().then();
    callee.at(target.name(), 1);
    events.connect(callee, caller);
    events.dial("DialBegin", caller, callee, "DialString", target.name());
    events.connect(caller, callee);
    rings(callee);
    events.dial("DialState", caller, callee, "DialStatus", "RINGING");
    works.agenda().at(works.clock().now().plus(DIAL_TIMEOUT), () -> unanswered(call, callee));
  }

  private void rings(Channel callee) {
    events.state(callee, ChannelState.RINGING);
    devices.changed(callee.phone());
  }

  private void unanswered(Call call, Channel callee) {
    if (calls.contains(call) && call.ringing().contains(callee)) {
      giveUp(call, callee, "NOANSWER", Cause.CANCELLED, Cause.NORMAL);
      works.announcer().tell();
    }
  }

  /** One that was called will not answer; with the last of them the call ends. */
  private void giveUp(Call call, Channel callee, String status, Cause cause, Cause callers) {
    events.dial("DialEnd", call.first(), callee, "DialStatus", status);
    drop(call, callee, cause);
    if (call.ringing().isEmpty()) {
      fail(call, 2, callers);
    }
  }

  void answer(Call call, Channel callee) {
    Channel caller = call.first();
    events.state(callee, ChannelState.UP);
    callee.at("", 1);
    events.dial("DialEnd", caller, callee, "DialStatus", "ANSWER");
    if (caller.state() != ChannelState.UP) {
      events.state(caller, ChannelState.UP);
    }
    cancel(call, callee, Cause.ELSEWHERE);
    devices.changed(callee.phone());
    devices.changed(caller.phone());
    works.announcer().then();
    join(call, callee, caller);
  }

  /** Those that ring are not called any more. */
  private void cancel(Call call, Channel butNot, Cause cause) {
    for (Channel callee : call.ringing()) {
      if (callee != butNot) {
        events.dial("DialEnd", call.first(), callee, "DialStatus", "CANCEL");
        drop(call, callee, cause);
      }
    }
  }

  private void join(Call call, Channel callee, Channel caller) {
    Bridge bridge = new Bridge(works.random());
    call.bridge(bridge);
    events.bridge("BridgeCreate", bridge);
    events.enter(bridge, callee, new Fields());
    events.enter(bridge, caller, new Fields());
    bridge.goNative();
  }

  void reject(Call call, Channel callee) {
    events.with("HangupRequest", callee, Cause.BUSY.request());
    giveUp(call, callee, "BUSY", Cause.BUSY, Cause.BUSY);
  }

  /** A phone puts an end to its call, in whatever state that is. */
  void hangUp(Call call, Channel by) {
    if (call.ringing().contains(by)) {
      reject(call, by);
    } else if (by.state() == ChannelState.RING && !call.ringing().isEmpty()) {
      tire(call);
    } else if (by.wasBridged()) {
      events.with("HangupRequest", by, Cause.NORMAL.request());
      end(call, by, Cause.NORMAL);
    } else {
      events.of("HangupRequest", by);
      end(call, by, Cause.NOBODY_SAID);
    }
  }

  /** The caller does not wait any longer. */
  private void tire(Call call) {
    Channel caller = call.first();
    events.with("HangupRequest", caller, Cause.CANCELLED.request());
    cancel(call, caller, Cause.CANCELLED_CALLEE);
    events.softHangup(caller, new Cause(16, Cause.CANCELLED.sip()));
    drop(call, caller, Cause.CANCELLED);
  }

  /** Ends all legs, the given one first; each that runs the dialplan is asked to end besides. */
  void end(Call call, Channel first, Cause cause) {
    cancel(call, first, cause);
    leave(call, first);
    for (Channel leg : call.legs()) {
      if (leg != first) {
        leave(call, leg);
      }
    }
    call.bridge().ifPresent(bridge -> events.bridge("BridgeDestroy", bridge));
    call.legs().forEach(leg -> drop(call, leg, cause));
  }

  private void leave(Call call, Channel leg) {
    call.bridge().ifPresent(bridge -> events.leave(bridge, leg));
    if (leg.runsDialplan()) {
      events.softHangup(leg, Cause.NORMAL);
    }
  }

  /** An operator ends a leg: no phone has asked for it. */
  void kill(Call call, Channel leg, Cause cause) {
    if (call.ringing().contains(leg)) {
      giveUp(call, leg, "CHANUNAVAIL", cause, cause);
    } else {
      end(call, leg, cause);
    }
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

  boolean hold(Call call, Channel by, boolean on) {
    Optional<Channel> other = call.bridge().flatMap(bridge -> call.other(by));
    if (other.isEmpty() || other.get().isHeld() == on) {
      return false;
    }
    events.with(on ? "Hold" : "Unhold", by, on ? Fields.of("MusicClass", "default") : new Fields());
    other.get().held(on);
    devices.changed(other.get().phone());
    return true;
  }
}
