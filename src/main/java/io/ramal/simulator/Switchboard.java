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

  /** The call's first leg calls a phone. */
  void dial(Call call, Phone target) {
    if (!target.isReachable()) {
      fail(call, 2, Cause.NO_ROUTE);
      return;
    }
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
    devices.changed(caller.phone());
    works.agenda().at(works.clock().now().plus(DIAL_TIMEOUT), () -> unanswered(call, callee));
  }

  private void rings(Channel callee) {
    events.state(callee, ChannelState.RINGING);
    devices.changed(callee.phone());
  }

  private void unanswered(Call call, Channel callee) {
    if (call.ringing().filter(callee::equals).isPresent() && calls.contains(call)) {
      events.dial("DialEnd", call.first(), callee, "DialStatus", "NOANSWER");
      drop(call, callee, Cause.CANCELLED);
      fail(call, 2, Cause.NORMAL);
      works.announcer().tell();
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
    devices.changed(callee.phone());
    devices.changed(caller.phone());
    works.announcer().then();
    join(call, callee, caller);
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
    events.dial("DialEnd", call.first(), callee, "DialStatus", "BUSY");
    drop(call, callee, Cause.BUSY);
    fail(call, 2, Cause.BUSY);
  }

  /** A phone puts an end to its call, in whatever state that is. */
  void hangUp(Call call, Channel by) {
    if (call.bridge().isPresent()) {
      events.with("HangupRequest", by, Cause.NORMAL.request());
      end(call, by, Cause.NORMAL);
    } else if (call.ringing().filter(by::equals).isPresent()) {
      reject(call, by);
    } else if (call.ringing().isPresent() && by.state() == ChannelState.RING) {
      cancel(call);
    } else if (call.ringing().isPresent()) {
      events.with("HangupRequest", by, Cause.NORMAL.request());
      end(call, by, Cause.NORMAL);
    } else {
      events.with("HangupRequest", by, by.wasBridged() ? Cause.NORMAL.request() : new Fields());
      end(call, by, by.wasBridged() ? Cause.NORMAL : Cause.NOBODY_SAID);
    }
  }

  private void cancel(Call call) {
    Channel caller = call.first();
    Channel callee = call.ringing().orElseThrow();
    events.with("HangupRequest", caller, Cause.CANCELLED.request());
    events.dial("DialEnd", caller, callee, "DialStatus", "CANCEL");
    events.softHangup(caller, new Cause(16, Cause.CANCELLED.sip()));
    drop(call, callee, Cause.CANCELLED_CALLEE);
    drop(call, caller, Cause.CANCELLED);
  }

  /** Ends all legs, the given one first; each that runs the dialplan is asked to end besides. */
  void end(Call call, Channel first, Cause cause) {
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
    if (call.ringing().filter(leg::equals).isPresent()) {
      events.dial("DialEnd", call.first(), leg, "DialStatus", "CHANUNAVAIL");
      drop(call, leg, cause);
      fail(call, 2, cause);
    } else {
      call.ringing()
          .ifPresent(
              callee -> events.dial("DialEnd", call.first(), callee, "DialStatus", "CANCEL"));
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

  void merged(Call call) {
    calls.remove(call);
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
