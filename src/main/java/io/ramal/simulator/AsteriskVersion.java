package io.ramal.simulator;

/** Which Asterisk is played; they differ in what they call themselves and in how they filter. */
public enum AsteriskVersion {
  /** Says Success to MatchCriteria and then filters nothing by it; may have chan_sip. */
  ASTERISK_16("5.0.4", "16.28.0~dfsg-0+deb11u4"),
  /** Compares names of events when asked to. */
  ASTERISK_22("11.0.0", "22.10.1+dfsg+~cs6.17.60671434-1");

  private final String protocol;
  private final String release;

  AsteriskVersion(String protocol, String release) {
    this.protocol = protocol;
    this.release = release;
  }

  /** Of AMI, as the greeting has it. */
  String protocol() {
    return protocol;
  }

  String release() {
    return release;
  }

  boolean matchesNames() {
    return this == ASTERISK_22;
  }
}
