package io.ramal.simulator;

import static io.ramal.simulator.Works.CALL;

import java.util.List;
import java.util.Optional;

/**
 * Calls passed on. No channel changes its name: the one passed on goes on, those of the phone that
 * passes it on end.
 */
final class Transfers {

  private final Announcer announcer;
  private final Switchboard switchboard;
  private final Calling calling;
  private final ChannelEvents events;

  Transfers(Announcer announcer, Switchboard switchboard, Calling calling) {
    this.announcer = announcer;
    this.switchboard = switchboard;
    this.calling = calling;
    this.events = switchboard.events();
  }

  /** The other side of the bridged call is sent to another phone, without asking. */
  boolean blind(Call call, Channel by, Phone target) {
    Optional<Channel> other = call.bridge().flatMap(bridge -> call.other(by));
    if (other.isEmpty()) {
      return false;
    }
    Bridge bridge = call.bridge().orElseThrow();
    Channel passed = other.get();
    events.of("Unhold", by);
    tellBlind(bridge, by, passed, target.name());
    passed.at(target.name(), 1);
    part(bridge, List.of(passed, by));
    call.unbridge();
    if (by.runsDialplan()) {
      events.softHangup(by, Cause.NORMAL);
    }
    switchboard.drop(call, by, Cause.NORMAL);
    announcer.then();
    calling.dial(call, target);
    return true;
  }

  private void tellBlind(Bridge bridge, Channel by, Channel passed, String number) {
    Fields fields =
        Fields.of("Result", "Success")
            .add(by.fields("Transferer"))
            .add(passed.fields("Transferee"))
            .add(bridge.fields(""))
            .add("IsExternal", "Yes")
            .add("Context", "pool")
            .add("Extension", number);
    announcer.say("BlindTransfer", CALL, fields, bridge.key(), by.key(), passed.key());
  }

  private void part(Bridge bridge, List<Channel> leaving) {
    leaving.forEach(leg -> events.leave(bridge, leg));
    events.bridge("BridgeDestroy", bridge);
  }

  /**
   * Joins the other sides of two bridged calls of one phone.
   *
   * @param first whose channel is ended last
   */
  boolean attended(Call one, Channel first, Call two, Channel second) {
    if (one == two || one.bridge().isEmpty() || two.bridge().isEmpty()) {
      return false;
    }
    Channel passed = one.other(first).orElseThrow();
    Channel target = two.other(second).orElseThrow();
    Bridge left = one.bridge().orElseThrow();
    Bridge joined = two.bridge().orElseThrow();
    events.of("Unhold", first);
    events.of("Unhold", second);
    Fields told = tellAttended(left, first, joined, second, passed, target);
    events.leave(left, passed);
    swap(joined, second, passed);
    announcer.say("AttendedTransfer", CALL, told, left.key(), joined.key());
    end(two, second);
    reconnect(passed, target);
    events.leave(left, first);
    events.bridge("BridgeDestroy", left);
    one.remove(passed);
    one.unbridge();
    if (first.runsDialplan()) {
      events.softHangup(first, Cause.NORMAL);
    }
    switchboard.drop(one, first, Cause.NORMAL);
    two.add(passed);
    return true;
  }

  private void swap(Bridge joined, Channel second, Channel passed) {
    events.leave(joined, second);
    events.enter(joined, passed, Fields.of("SwapUniqueid", second.uniqueid()));
    events.softHangup(second, Cause.of(1));
  }

  private void end(Call two, Channel second) {
    if (second.runsDialplan()) {
      events.softHangup(second, Cause.NORMAL);
    }
    switchboard.drop(two, second, Cause.NORMAL);
  }

  private void reconnect(Channel passed, Channel target) {
    events.connect(passed, target);
    target.link(passed);
    events.connect(target, passed);
  }

  private static Fields tellAttended(
      Bridge left, Channel first, Bridge joined, Channel second, Channel passed, Channel target) {
    return Fields.of("Result", "Success")
        .add(first.fields("OrigTransferer"))
        .add(left.fields("Orig"))
        .add(second.fields("SecondTransferer"))
        .add(joined.fields("Second"))
        .add(passed.fields("Transferee"))
        .add(target.fields("TransferTarget"))
        .add("IsExternal", "No")
        .add("DestType", "Bridge")
        .add("DestBridgeUniqueid", joined.id());
  }
}
