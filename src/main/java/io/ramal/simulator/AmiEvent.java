package io.ramal.simulator;

import java.time.Instant;

/** An event as sessions are told it. */
record AmiEvent(String name, String eventClass, Instant at, String fields) {

  /** The whole block, with the empty line that ends it. */
  String text(boolean timestamps) {
    return "Event: "
        + name
        + "\r\nPrivilege: "
        + eventClass
        + ",all\r\n"
        + (timestamps ? "Timestamp: " + PbxClock.text(at) + "\r\n" : "")
        + fields
        + "\r\n";
  }
}
