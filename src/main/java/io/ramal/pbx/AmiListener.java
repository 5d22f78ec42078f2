package io.ramal.pbx;

/**
 * Hears what a connection receives, on its reader's thread, in the order of the wire; must not
 * wait.
 */
interface AmiListener {

  /** An event that came by itself. */
  void event(AmiMessage event);

  /** The last call: nothing more will come. */
  void ended(String why);
}
