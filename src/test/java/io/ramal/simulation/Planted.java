package io.ramal.simulation;

/** A bug that the simulation must find; NONE for the product as it is. */
enum Planted {
  NONE,
  /** The end of one channel is taken for the end of all. */
  LAST_EVENT_WINS,
  /** An overdue lease ends without an answer of the PBX. */
  EXPIRED_IN_SILENCE,
  /** A reading of the PBX is applied after events that are newer than it. */
  SNAPSHOT_OUT_OF_ORDER,
  /** A contact's removal is taken for the end of the registration. */
  REMOVED_MEANS_GONE,
  /** Events of a connection that is over are applied. */
  OLD_CONNECTION_ACCEPTED
}
