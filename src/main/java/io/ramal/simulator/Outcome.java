package io.ramal.simulator;

/** What became of a phone's wish. */
public enum Outcome {
  /** It came to pass. */
  DONE,
  /** The endpoint is not configured. */
  UNKNOWN,
  /** The endpoint has another password. */
  WRONG_PASSWORD,
  /** There is nothing that it could be done with, as no call to answer. */
  NOTHING_THERE,
  /** The PBX does not allow it: as many contacts as may be, or a restart is waited for. */
  REFUSED,
  /** The PBX does not run. */
  DOWN
}
