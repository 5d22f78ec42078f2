package io.ramal.simulator;

/** How calls end: refused, given up, hung up, cleared by an operator. */
final class Endings {

  private final Switchboard switchboard;
  private final ChannelEvents events;

  Endings(Switchboard switchboard) {
    this.switchboard = switchboard;
    events = switchboard.events();
  }

  void fail(Call call, int priority, Cause cause) {
    call.first().at(call.first().exten(), priority);
    events.softHangup(call.first(), Cause.NORMAL);
    switchboard.drop(call, call.first(), cause);
  }

  /** One that was called will not answer; with the last of them the call ends. */
  void giveUp(Call call, Channel callee, String status, Cause cause, Cause callers) {
    events.dial("DialEnd", call.first(), callee, "DialStatus", status);
    switchboard.drop(call, callee, cause);
    if (call.ringing().isEmpty()) {
      fail(call, 2, callers);
    }
  }

  /** Those that ring are not called any more. */
  void cancel(Call call, Channel butNot, Cause cause) {
    for (Channel callee : call.ringing()) {
      if (callee != butNot) {
        events.dial("DialEnd", call.first(), callee, "DialStatus", "CANCEL");
        switchboard.drop(call, callee, cause);
      }
    }
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
    switchboard.drop(call, caller, Cause.CANCELLED);
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
    call.legs().forEach(leg -> switchboard.drop(call, leg, cause));
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
}
