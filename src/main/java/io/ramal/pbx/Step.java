package io.ramal.pbx;

/** One thing that a link does on its own thread, one after the other. */
@FunctionalInterface
interface Step {

  /** Does it, with what reads the PBX. */
  void run(Readings readings)
      throws LinkLostException, LoginRefusedException, UnreadableException, InterruptedException;
}
