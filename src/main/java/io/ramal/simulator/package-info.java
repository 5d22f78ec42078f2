/**
 * A PBX that speaks AMI, for those who have none: for the demo, for rehearsals and for tests. It is
 * made so that a listener cannot tell it from the recordings of a real Asterisk; what it does not
 * know is listed in {@code docs/simulator.md}.
 *
 * <p>Authority: what the simulated phones and channels are. {@link io.ramal.simulator.SimulatedPbx}
 * has no threads, no clock and no randomness of its own: the same calls with the same seed say the
 * same bytes. It belongs to one thread at a time; {@link io.ramal.simulator.SimulatorServer} is
 * where threads begin, and guards it. Knows no room but {@code http}, of which its own small API is
 * made.
 */
package io.ramal.simulator;
