package io.ramal.pool;

/**
 * What clients of the old service read of the links to the PBXs.
 *
 * @param connected whether every PBX is logged in to
 * @param reconnectAttempts attempts to connect since a link was lost, of all PBXs together
 * @param demo whether the PBX is a simulated one
 */
public record AmiStatus(boolean connected, long reconnectAttempts, boolean demo) {

  /** Of real PBXs. */
  public AmiStatus(boolean connected, long reconnectAttempts) {
    this(connected, reconnectAttempts, false);
  }
}
