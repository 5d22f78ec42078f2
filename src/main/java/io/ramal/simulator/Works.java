package io.ramal.simulator;

import java.util.random.RandomGenerator;

/** What every part of the PBX works with. */
record Works(PbxClock clock, Agenda agenda, Announcer announcer, RandomGenerator random) {

  static final String SYSTEM = "system";
  static final String CALL = "call";
}
