package io.ramal.simulator;

import static io.ramal.simulator.Works.SYSTEM;

/** How chan_sip tells of registrations: by PeerStatus alone, and never by a URI. */
final class SipPeers {

  private static final long MICROS_PER_MILLI = 1000;

  private final Announcer announcer;

  SipPeers(Announcer announcer) {
    this.announcer = announcer;
  }

  void found(Phone phone, Contact contact) {
    switch (contact.state()) {
      case NON_QUALIFIED -> registered(phone, contact);
      case REACHABLE ->
          say(phone, "Reachable", Fields.of("Time", contact.roundtripMicros() / MICROS_PER_MILLI));
      case UNREACHABLE -> say(phone, "Unreachable", Fields.of("Time", -1));
    }
  }

  void registered(Phone phone, Contact contact) {
    say(phone, "Registered", Fields.of("Address", contact.from().address()));
  }

  /** One that was replaced is not missed. */
  void gone(Phone phone) {
    if (phone.contacts().isEmpty()) {
      say(phone, "Unregistered", Fields.of("Cause", "Expired"));
    }
  }

  private void say(Phone phone, String status, Fields more) {
    Fields fields =
        Fields.of("ChannelType", phone.endpoint().technology().name())
            .add("Peer", phone.endpoint().device())
            .add("PeerStatus", status)
            .add(more);
    announcer.say("PeerStatus", SYSTEM, fields, "peer " + phone.name());
  }
}
