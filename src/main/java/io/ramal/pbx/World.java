package io.ramal.pbx;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.asteriskjava.util.SocketConnectionFacade;

/**
 * What the links have around them: time, chance, threads and the network. It is one door, so that a
 * test can be the world, turn the hands of its clock, and have everything happen again.
 */
interface World {

  /** A clock that never jumps, in nanoseconds since some moment. */
  long nanos();

  /** The time of day. */
  Instant now();

  /** Chance. */
  RandomGenerator random();

  /** Begins a life of its own, in a thread of this name. */
  Thread start(String name, Runnable life);

  /** Waits until the future is done, normally or not, or for as long; whether it is done. */
  boolean await(CompletableFuture<?> future, Duration atMost) throws InterruptedException;

  /** Waits for as long. */
  default void sleep(Duration time) throws InterruptedException {
    await(new CompletableFuture<>(), time);
  }

  /** A connection to the AMI of this PBX. */
  SocketConnectionFacade connect(PbxSettings pbx, Duration deadline) throws IOException;
}
