package io.ramal.simulator;

import java.time.Duration;
import java.util.Optional;

/** How calls begin: the dialplan, dialling, answering; and hold. */
final class Calling {

  private static final Duration DIAL_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration WAIT = Duration.ofMillis(2500);

  private final Works works;
  private final Phones phones;
  private final Devices devices;
  private final Switchboard switchboard;
  private final Endings endings;
  private final ChannelEvents events;

  Calling(Works works, Phones phones, Devices devices, Switchboard switchboard, Endings endings) {
    this.works = works;
    this.phones = phones;
    this.devices = devices;
    this.switchboard = switchboard;
    this.endings = endings;
    events = switchboard.events();
  }

  void call(Phone from, String number) {
    Channel caller = switchboard.open(from, Optional.empty(), number);
    Call call = switchboard.begin(caller);
    works.announcer().then();
    switch (number) {
      case "600", "601" -> talk(caller, number.equals("600") ? "Echo" : "Wait");
      case "602" -> busy(call);
      case "603", "605" -> devices.changed(from);
      case "606" -> talkThenEnd(call);
      default -> dialNumber(call, number);
    }
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
    if (switchboard.has(call)) {
      call.first().at(call.first().exten(), 3);
      endings.end(call, call.first(), Cause.NORMAL);
      works.announcer().tell();
    }
  }

  private void busy(Call call) {
    events.state(call.first(), ChannelState.BUSY);
    devices.changed(call.first().phone());
    works.announcer().then();
    events.with("HangupRequest", call.first(), Cause.BUSY.request());
    events.softHangup(call.first(), new Cause(16, Cause.BUSY.sip()));
    switchboard.drop(call, call.first(), Cause.BUSY);
  }

  private void dialNumber(Call call, String number) {
    Optional<Phone> target = phones.find(number);
    if (number.matches("[0+].*") && target.isEmpty()) {
      talk(call.first(), "Echo"); // somebody outside
    } else if (target.isEmpty()) {
      endings.fail(call, 3, Cause.NO_SUCH_NUMBER);
    } else {
      target.ifPresent(phone -> dial(call, phone));
    }
  }

  /** The call's first leg calls a phone, at each address where it can be reached. */
  void dial(Call call, Phone target) {
    long addresses = target.contacts().stream().filter(Contact::isReachable).count();
    if (addresses == 0) {
      endings.fail(call, 2, Cause.NO_ROUTE);
      return;
    }
    for (long i = 0; i < addresses; i++) {
      dialOne(call, target);
    }
    devices.changed(call.first().phone());
  }

  private void dialOne(Call call, Phone target) {
    Channel caller = call.first();
    Channel callee = switchboard.open(target, Optional.of(caller), "s");
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
    if (switchboard.has(call) && call.ringing().contains(callee)) {
      endings.giveUp(call, callee, "NOANSWER", Cause.CANCELLED, Cause.NORMAL);
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
    endings.cancel(call, callee, Cause.ELSEWHERE);
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
