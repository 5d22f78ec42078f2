package io.ramal.extension;

/** What an extension looks like to a client: derived from its facts, never set by an event. */
public enum State {
  /** No contact is registered and no channel is up; it may still be leased. */
  FREE("free"),
  /** At least one contact is registered and no channel is up. */
  BUSY("busy"),
  /** At least one channel is up, registered or not. */
  IN_CALL("in_call");

  private final String word;

  State(String word) {
    this.word = word;
  }

  /** The word used in JSON, SQL and logs. */
  public String word() {
    return word;
  }

  /** The state with this word; throws IllegalArgumentException for any other word. */
  public static State of(String word) {
    return switch (word) {
      case "free" -> FREE;
      case "busy" -> BUSY;
      case "in_call" -> IN_CALL;
      default -> throw new IllegalArgumentException("no such state: " + word);
    };
  }
}
