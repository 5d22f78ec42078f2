package io.ramal.simulator;

/** How a phone reaches the PBX. */
public enum Transport {
  /** Nobody notices when the phone is gone; its contact survives a restart of the PBX. */
  UDP(""),
  /** The contact goes when the connection closes. */
  TCP(";transport=TCP"),
  /** The same, of a page in a browser. */
  WSS(";transport=ws");

  private final String parameter;

  Transport(String parameter) {
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }

  boolean hasConnection() {
    return this != UDP;
  }
}
