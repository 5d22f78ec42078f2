package io.ramal.simulator;

/** The channel driver of an endpoint. */
public enum Technology {
  /** Has contacts and tells each by ContactStatus. */
  PJSIP,
  /** The old chan_sip: a peer has one address, told by PeerStatus alone. */
  SIP;

  /** The endpoint as a device: {@code PJSIP/3000}. */
  String device(String endpoint) {
    return name() + "/" + endpoint;
  }
}
