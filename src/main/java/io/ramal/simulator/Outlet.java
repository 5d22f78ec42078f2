package io.ramal.simulator;

/** Where a session's blocks go; must not wait. */
interface Outlet {

  void send(Block block);

  /** Once what was sent is out, nothing follows. */
  void close();
}
