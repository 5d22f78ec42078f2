package io.ramal.pbx;

import java.util.List;
import java.util.stream.Stream;
import org.asteriskjava.manager.action.FilterAction;
import org.asteriskjava.manager.action.ManagerAction;

/**
 * What a PBX is told to send, by the version of its AMI protocol. That only spares traffic: the
 * names of events are looked at when they arrive.
 */
final class Filters {

  /** Asterisk 22: from here on every version compares names of events when asked to. */
  private static final int NAMES_COMPARED = 11;

  private static final List<String> EVENTS =
      List.of(
          "ContactStatus", "Newchannel", "Hangup", "Rename", "FullyBooted", "Reload", "Shutdown");

  private static final String EVENT_OF_SIP_PEER =
      "^Event: PeerStatus[^A-Za-z].*ChannelType: SIP[^A-Za-z]";

  private Filters() {}

  static List<ManagerAction> of(int protocol) {
    Stream<ManagerAction> sip =
        SipPeers.possible(protocol)
            ? Stream.of(new FilterAction(EVENT_OF_SIP_PEER))
            : Stream.empty();
    return Stream.concat(EVENTS.stream().map(event -> filter(event, protocol)), sip).toList();
  }

  /** An older version says Success to a name, and then lets everything through. */
  private static ManagerAction filter(String event, int protocol) {
    return protocol >= NAMES_COMPARED
        ? new FilterByName(event)
        : new FilterAction("^Event: " + event + "[^A-Za-z]");
  }
}
