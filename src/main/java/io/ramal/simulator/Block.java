package io.ramal.simulator;

/**
 * One piece of what a session says, with the empty line that ends it.
 *
 * @param kind the greeting is a line, and nothing ends it
 */
record Block(Kind kind, String text) {

  /** Only events can be lost or late; answers are the session's own. */
  enum Kind {
    GREETING,
    ANSWER,
    EVENT
  }

  static Block answer(String text) {
    return new Block(Kind.ANSWER, text);
  }

  static Block event(String text) {
    return new Block(Kind.EVENT, text);
  }
}
