package io.ramal.simulator;

/** What a phone as a whole is doing; never the truth about its registration. */
enum DeviceState {
  /** Registered, no call. */
  NOT_INUSE(0, "Idle", "Not in use"),
  /** In a call. */
  INUSE(1, "InUse", "In use"),
  /** Was told that the other side is busy. */
  BUSY(2, "Busy", "Busy"),
  /** Not registered, no call. */
  UNAVAILABLE(4, "Unavailable", "Unavailable"),
  /** Not configured any more. */
  INVALID(4, "Unavailable", "Invalid"),
  /** Rings. */
  RINGING(8, "Ringing", "Ringing"),
  /** Rings while it is in another call. */
  RINGINUSE(9, "InUse&Ringing", "Ring+Inuse"),
  /** Was put on hold. */
  ONHOLD(16, "Hold", "On Hold");

  private final int hint;
  private final String hintText;
  private final String listed;

  DeviceState(int hint, String hintText, String listed) {
    this.hint = hint;
    this.hintText = hintText;
    this.listed = listed;
  }

  int hint() {
    return hint;
  }

  String hintText() {
    return hintText;
  }

  String listed() {
    return listed;
  }

  boolean canBeCalled() {
    return this != UNAVAILABLE && this != INVALID;
  }
}
