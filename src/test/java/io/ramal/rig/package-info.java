/**
 * What tests meet Asterisk with: the real one ({@link AsteriskRig}, {@link RigPhone}), recordings
 * of it ({@link Traces}), a server that replays them ({@link TraceServer}) and a network between it
 * and Ramal that can be broken ({@link TcpProxy}).
 *
 * <p>Authority: what a PBX says and how it says it comes from here, never from Ramal's own code, so
 * that a test cannot repeat a mistake. Everything is on loopback and gone after {@code close()}.
 *
 * <p>Thread-safety: a {@link RigPhone} does one step at a time, so one thread drives it; everything
 * else can be used from any thread.
 */
package io.ramal.rig;
