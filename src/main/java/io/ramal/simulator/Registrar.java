package io.ramal.simulator;

import static io.ramal.simulator.Works.SYSTEM;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the contacts, asks phones whether they are there, and looks for what has expired. */
final class Registrar {

  private static final Duration QUALIFY_TIMEOUT = Duration.ofSeconds(1);
  private static final int QUICKEST_MICROS = 200;
  private static final int ROUNDTRIP_SPREAD_MICROS = 400;

  private final Works works;
  private final Phones phones;
  private final Devices devices;
  private final Duration expiryCheck;
  private final SipPeers peers;

  Registrar(Works works, Phones phones, Devices devices, Duration expiryCheck) {
    this.works = works;
    this.phones = phones;
    this.devices = devices;
    this.expiryCheck = expiryCheck;
    peers = new SipPeers(works.announcer());
  }

  /** The PBX starts: what it does from time to time begins. */
  void start() {
    checkLater(works.clock().now());
    phones.contacts().forEach(placed -> qualifyAt(works.clock().now(), placed));
  }

  Outcome register(Phone phone, PhoneAddress from, Duration expires) {
    Instant until = works.clock().now().plus(expires);
    if (phone.at(from).isPresent()) {
      phone.at(from).ifPresent(known -> refresh(phone, known, until));
      return Outcome.DONE;
    }
    boolean full = phone.contacts().size() >= phone.endpoint().maxContacts();
    if (full && !phone.endpoint().removeExisting()) {
      return Outcome.REFUSED;
    }
    add(phone, new Contact(phone.endpoint(), from, works.clock().now(), until));
    return Outcome.DONE;
  }

  /** Told by no event of PJSIP; chan_sip tells each. */
  private void refresh(Phone phone, Contact contact, Instant until) {
    contact.expiresAt(until);
    contact.answering(true);
    if (phone.endpoint().technology() == Technology.SIP) {
      peers.registered(phone, contact);
    }
  }

  private void add(Phone phone, Contact contact) {
    phone.contacts().add(contact);
    tell(phone, contact);
    qualifyAt(works.clock().now(), new Phones.Placed(phone, contact));
    while (phone.contacts().size() > phone.endpoint().maxContacts()) {
      Contact oldest =
          phone.contacts().stream()
              .filter(each -> each != contact)
              .min(Comparator.comparing(Contact::expires))
              .orElseThrow();
      drop(phone, oldest);
    }
    devices.contactsChanged(phone);
  }

  /** Takes out what the condition says; false if that is nothing. */
  boolean remove(Phone phone, Predicate<Contact> condition) {
    List<Contact> leaving = phone.contacts().stream().filter(condition).toList();
    leaving.forEach(contact -> drop(phone, contact));
    devices.contactsChanged(phone);
    return !leaving.isEmpty();
  }

  private void drop(Phone phone, Contact contact) {
    phone.contacts().remove(contact);
    contact.found(contact.state(), 0);
    switch (phone.endpoint().technology()) {
      case PJSIP -> tell(phone, contact, "Removed");
      case SIP -> peers.gone(phone);
    }
  }

  private void tell(Phone phone, Contact contact) {
    switch (phone.endpoint().technology()) {
      case PJSIP -> tell(phone, contact, contact.state().text());
      case SIP -> peers.found(phone, contact);
    }
  }

  private void tell(Phone phone, Contact contact, String status) {
    Fields fields =
        Fields.of("URI", contact.uri())
            .add("ContactStatus", status)
            .add("AOR", phone.name())
            .add("EndpointName", phone.name())
            .add("RoundtripUsec", contact.roundtripMicros());
    works.announcer().say("ContactStatus", SYSTEM, fields, "aor " + phone.name());
  }

  private void checkLater(Instant now) {
    works.agenda().at(now.plus(expiryCheck), this::check);
  }

  private void check() {
    Instant now = works.clock().now();
    phones.all().forEach(phone -> remove(phone, contact -> !contact.expires().isAfter(now)));
    works.announcer().tell();
    checkLater(now);
  }

  /** Asks the phone now and again, as long as it is registered. */
  private void qualifyAt(Instant when, Phones.Placed placed) {
    if (placed.phone().endpoint().isQualified()) {
      works.agenda().at(when, () -> qualify(when, placed));
    }
  }

  private void qualify(Instant asked, Phones.Placed placed) {
    if (placed.phone().contacts().contains(placed.contact())) {
      int micros = QUICKEST_MICROS + works.random().nextInt(ROUNDTRIP_SPREAD_MICROS);
      works.agenda().at(asked.plusNanos(micros * 1000L), () -> answered(asked, micros, placed));
      qualifyAt(asked.plus(placed.phone().endpoint().qualify()), placed);
    }
  }

  private void answered(Instant asked, int micros, Phones.Placed placed) {
    if (placed.contact().isAnswering()) {
      found(placed, Contact.State.REACHABLE, micros);
    } else {
      works
          .agenda()
          .at(asked.plus(QUALIFY_TIMEOUT), () -> found(placed, Contact.State.UNREACHABLE, 0));
    }
  }

  private void found(Phones.Placed placed, Contact.State state, int micros) {
    Contact contact = placed.contact();
    if (placed.phone().contacts().contains(contact) && contact.state() != state) {
      contact.found(state, micros);
      tell(placed.phone(), contact);
      devices.contactsChanged(placed.phone());
      works.announcer().tell();
    }
  }
}
