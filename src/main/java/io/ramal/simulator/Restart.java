package io.ramal.simulator;

/** A way in which a PBX goes; each but STOP comes back by itself. */
public enum Restart {
  /** {@code core restart now}: calls are hung up, Shutdown is told. */
  NOW,
  /** {@code core restart gracefully}: the same after the last call. */
  GRACEFULLY,
  /** SIGTERM: as NOW, but it stays away until it is started. */
  STOP,
  /** kill -9: nothing is told, nothing is hung up. */
  CRASH
}
