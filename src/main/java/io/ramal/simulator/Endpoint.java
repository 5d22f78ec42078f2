package io.ramal.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * A phone's account on the PBX.
 *
 * @param password needed to register and to call; empty when any will do
 * @param maxContacts how many may be registered at once
 * @param removeExisting whether a contact too many replaces the oldest, or is refused
 * @param qualify how often the phone is asked whether it is there; zero for never
 * @param hinted whether the dialplan has a hint for it, which adds ExtensionStatus to each change
 */
public record Endpoint(
    String name,
    Technology technology,
    Optional<String> password,
    int maxContacts,
    boolean removeExisting,
    Duration qualify,
    boolean hinted) {

  /** The name of the endpoint that calls from outside; it never registers. */
  public static final String TRUNK = "trunk";

  /** Refuses names that cannot stand in a channel's name. */
  public Endpoint {
    if (!name.matches("[A-Za-z0-9_.+-]{1,40}")) {
      throw new IllegalArgumentException("no name of an endpoint: " + name);
    }
    if (maxContacts < 1 || qualify.isNegative()) {
      throw new IllegalArgumentException("an endpoint has a contact, and time goes on: " + name);
    }
  }

  /** As a site should have it: one contact, which a new one replaces; any password, a hint. */
  public static Endpoint named(String name) {
    return new Endpoint(name, Technology.PJSIP, Optional.empty(), 1, true, Duration.ZERO, true);
  }

  /** The same, which only this password opens. */
  public Endpoint password(String needed) {
    return new Endpoint(
        name, technology, Optional.of(needed), maxContacts, removeExisting, qualify, hinted);
  }

  /** The same with another {@code max_contacts} and {@code remove_existing}. */
  public Endpoint contacts(int max, boolean replaces) {
    return new Endpoint(name, technology, password, max, replaces, qualify, hinted);
  }

  /** The same with another {@code qualify_frequency}. */
  public Endpoint qualify(Duration frequency) {
    return new Endpoint(name, technology, password, maxContacts, removeExisting, frequency, hinted);
  }

  /** The same without a hint. */
  public Endpoint unhinted() {
    return new Endpoint(name, technology, password, maxContacts, removeExisting, qualify, false);
  }

  /** The same as a peer of chan_sip. */
  public Endpoint sip() {
    return new Endpoint(
        name, Technology.SIP, password, maxContacts, removeExisting, qualify, hinted);
  }

  boolean opensFor(String given) {
    return password.map(given::equals).orElse(true);
  }

  boolean isQualified() {
    return qualify.isPositive();
  }

  String device() {
    return technology.device(name);
  }
}
