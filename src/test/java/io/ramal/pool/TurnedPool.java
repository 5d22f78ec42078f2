package io.ramal.pool;

import io.ramal.database.Database;
import io.ramal.extension.Client;
import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Policy;
import io.ramal.extension.Source;
import io.ramal.history.HistoryRows;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A pool that looks at its deadlines when it is told to. */
public final class TurnedPool implements AutoCloseable {

  private static final Policy POLICY =
      new Policy(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));
  private static final Origin API = new Origin(Source.API, "tester", "r1", "192.0.2.7");

  private final LivePool pool;
  private Deadlines deadlines;

  /** A pool at rest on this database. */
  public TurnedPool(Database database) {
    pool = new LivePool(database, new HistoryRows(), POLICY, Optional.empty());
  }

  /** Begins to work. */
  public void begin(PbxLinks links) {
    deadlines = pool.begin(links);
  }

  /** Where links put what they hear. */
  public Signals signals() {
    return pool;
  }

  /** Makes these extensions, and no others, those of the PBX. */
  public void configure(String pbx, long epoch, Set<String> extensions) {
    pool.configure(
        pbx,
        epoch,
        extensions.stream().map(ExtensionName::new).collect(Collectors.toSet()),
        Set.of());
  }

  /** Asks about the leases whose deadline has passed. */
  public void lookAtDeadlines() {
    deadlines.look();
  }

  /** Whether all that was offered has been written. */
  public boolean isIdle() {
    return pool.isIdle();
  }

  /** What the client is given; empty for none. */
  public Optional<String> ask(String client) {
    return pool.allocate(new Client(client, "192.0.2.1"), API).map(ExtensionName::value);
  }

  /** Frees it by hand. */
  public boolean release(String extension) {
    return pool.release(new ExtensionName(extension), API);
  }

  /** Frees all of them by hand. */
  public int reset() {
    return pool.reset(API);
  }

  @Override
  public void close() {
    pool.close();
  }
}
