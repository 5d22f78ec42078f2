package io.ramal.simulator;

import java.time.Instant;

/** An address at which a phone is registered. Belongs to the PBX's thread. */
final class Contact {

  /** What qualifying found. */
  enum State {
    NON_QUALIFIED("NonQualified"),
    REACHABLE("Reachable"),
    UNREACHABLE("Unreachable");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private final Endpoint endpoint;
  private final PhoneAddress from;
  private final Instant since;
  private Instant expires;
  private State state = State.NON_QUALIFIED;
  private long roundtripMicros;
  private boolean answering = true;

  Contact(Endpoint endpoint, PhoneAddress from, Instant since, Instant expires) {
    this.endpoint = endpoint;
    this.from = from;
    this.since = since;
    this.expires = expires;
  }

  PhoneAddress from() {
    return from;
  }

  Instant since() {
    return since;
  }

  Instant expires() {
    return expires;
  }

  void expiresAt(Instant then) {
    expires = then;
  }

  State state() {
    return state;
  }

  void found(State now, long roundtrip) {
    state = now;
    roundtripMicros = roundtrip;
  }

  long roundtripMicros() {
    return roundtripMicros;
  }

  /** Whether there is still a phone at the address. */
  boolean isAnswering() {
    return answering;
  }

  void answering(boolean now) {
    answering = now;
  }

  /** Whether the phone can be called here, as far as the PBX knows. */
  boolean isReachable() {
    return state == State.REACHABLE || (state == State.NON_QUALIFIED && !endpoint.isQualified());
  }

  String uri() {
    return from.uri(endpoint.name());
  }

  /** The key under which Asterisk keeps it. */
  String key() {
    return endpoint.name() + ";@" + Md5.hex(uri());
  }

  String callId() {
    return Md5.hex(key()).substring(0, 16);
  }

  ContactView view() {
    return new ContactView(
        endpoint.name(), uri(), state.text(), from.userAgent(), expires, answering);
  }
}
