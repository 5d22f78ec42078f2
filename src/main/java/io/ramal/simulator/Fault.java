package io.ramal.simulator;

/** What can go wrong between the PBX and its listener. */
public enum Fault {
  /** An event never comes. */
  LOST,
  /** An event comes twice. */
  DOUBLED,
  /** An event comes after some that happened later. */
  LATE,
  /** The connection breaks in the middle of a block. */
  CUT,
  /** The connection stays open, and nobody is at the other end. */
  HALF_OPEN,
  /** Each block takes its time; every later one of the session too. */
  SLOW,
  /** A line and a block that mean nothing come in between. */
  GARBAGE,
  /** The PBX restarts. */
  RESTART
}
