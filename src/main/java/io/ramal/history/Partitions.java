package io.ramal.history;

import io.ramal.database.Database;
import io.ramal.database.Dialect;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the months ahead of {@code extension_history} made in time, by a function of the owner, since
 * the run-time role owns nothing. H2 has no partitions.
 */
public final class Partitions implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final Duration INTERVAL = Duration.ofHours(6);
  private static final long MONTHS_AHEAD = 3;

  private static final String MAKE = "SELECT make_history_partitions(CAST(? AS INTEGER)) AS made";

  private final Database database;

  /** For this database. */
  public Partitions(Database database) {
    this.database = database;
  }

  /** Now and every six hours, until interrupted. */
  @Override
  public void run() {
    try {
      while (database.dialect() == Dialect.POSTGRESQL) {
        make();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** A month that could not be made costs nothing now: its rows go into the default partition. */
  private void make() {
    try {
      long made =
          database
              .inTransaction(transaction -> transaction.query(MAKE, MONTHS_AHEAD))
              .getFirst()
              .number("made");
      LOG.debug("{} partitions of the history were made", made);
    } catch (RuntimeException failure) {
      LOG.warn(
          "[RAMAL-1004] the months ahead of the history could not be made: {}",
          failure.getMessage());
    }
  }
}
