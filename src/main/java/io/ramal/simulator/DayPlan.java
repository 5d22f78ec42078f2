package io.ramal.simulator;

/**
 * What a day is like.
 *
 * @param phones how many pages there are, each with an extension while it is used
 * @param callers how many people outside call in
 * @param speed how many times faster than life they are; the PBX's clock does not go faster
 * @param stuck how many uses of a page, from 0 to 1, end with a page that dies in a call which
 *     nobody hangs up for ten minutes of life
 * @param seed of their whims
 */
public record DayPlan(int phones, int callers, double speed, double stuck, long seed) {

  /** Refuses what is no day. */
  public DayPlan {
    if (phones < 0 || callers < 0 || speed <= 0 || stuck < 0 || stuck > 1) {
      throw new IllegalArgumentException("phones and callers are not negative, speed is positive");
    }
  }
}
