package io.ramal.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the PBX knows of one endpoint. Belongs to the PBX's thread. */
final class Phone {

  private Endpoint endpoint;
  private final List<Contact> contacts = new ArrayList<>();
  private boolean configured = true;
  private boolean toldReachable;
  private DeviceState toldState = DeviceState.UNAVAILABLE;

  Phone(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  void configure(Endpoint changed) {
    endpoint = changed;
  }

  String name() {
    return endpoint.name();
  }

  /** Oldest first. */
  List<Contact> contacts() {
    return contacts;
  }

  Optional<Contact> latest() {
    return contacts.isEmpty() ? Optional.empty() : Optional.of(contacts.getLast());
  }

  Optional<Contact> at(PhoneAddress from) {
    String uri = from.uri(name());
    return contacts.stream().filter(contact -> contact.uri().equals(uri)).findFirst();
  }

  boolean isConfigured() {
    return configured;
  }

  void takeOut() {
    configured = false;
  }

  boolean isReachable() {
    return configured && contacts.stream().anyMatch(Contact::isReachable);
  }

  boolean toldReachable() {
    return toldReachable;
  }

  void toldReachable(boolean now) {
    toldReachable = now;
  }

  DeviceState toldState() {
    return toldState;
  }

  void toldState(DeviceState now) {
    toldState = now;
  }
}
