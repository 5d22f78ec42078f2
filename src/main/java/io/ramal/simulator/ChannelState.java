package io.ramal.simulator;

/** What a channel is doing. */
enum ChannelState {
  /** Made to call a phone, which does not ring yet. */
  DOWN(0, "Down"),
  /** Made by a phone that calls. */
  RING(4, "Ring"),
  /** Its phone rings. */
  RINGING(5, "Ringing"),
  /** Somebody talks. */
  UP(6, "Up"),
  /** Was told that the other side is busy. */
  BUSY(7, "Busy");

  private final int code;
  private final String text;

  ChannelState(int code, String text) {
    this.code = code;
    this.text = text;
  }

  int code() {
    return code;
  }

  String text() {
    return text;
  }
}
