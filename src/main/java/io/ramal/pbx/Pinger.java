package io.ramal.pbx;

import java.time.Instant;
import java.util.Optional;
import org.asteriskjava.manager.action.PingAction;

/** Pings a PBX, which shows that it lives, what time it has, and that all before has arrived. */
final class Pinger {

  private final AmiConnection connection;
  private final World world;
  private final LinkState state;

  Pinger(AmiConnection connection, World world, LinkState state) {
    this.connection = connection;
    this.world = world;
    this.state = state;
  }

  /** The PBX's clock; empty when it does not say. */
  Optional<Instant> ping() throws LinkLostException, InterruptedException {
    return ping(() -> {});
  }

  /**
   * The same; moreover does something behind every event that was sent before the answer.
   *
   * @param inOrder runs on the reader's thread and must not wait
   */
  Optional<Instant> ping(Runnable inOrder) throws LinkLostException, InterruptedException {
    Instant asked = world.now();
    AmiAnswer answer = connection.ask(new PingAction(), any -> inOrder.run());
    Optional<Instant> stamped = answer.response().timestamp();
    stamped.ifPresent(time -> state.ping(asked, time, world.now()));
    return stamped;
  }
}
