package io.ramal.pbx;

import io.ramal.database.Database;
import io.ramal.history.LinkRows;
import io.ramal.pool.Signals;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** Links to the one PBX of a world whose clock is turned by hand. */
public final class TurnedLinks {

  /** The name of the PBX. */
  public static final String PBX = "default";

  /** The user of {@link #SECRET}. */
  public static final String USER = "ramal";

  /** With which it logs in. */
  public static final String SECRET = "amisecret";

  private static final LinkTimes TIMES =
      LinkTimes.of(Duration.ofSeconds(30), Duration.ofSeconds(60));

  private TurnedLinks() {}

  /** Links at rest. */
  public static Links in(
      TurnedWorld world, Database database, Signals signals, ObjLongConsumer<String> onLeading) {
    var pbx = new PbxSettings(PBX, "127.0.0.1", 5038, USER, SECRET);
    return new Links(
        world, List.of(pbx), TIMES, database, signals, "one", new LinkRows(), onLeading);
  }
}
