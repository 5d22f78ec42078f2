package io.ramal.load;

import io.ramal.database.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody who locks everything that is available, does nothing with it, and lets go: every pick
 * meanwhile comes up short.
 */
final class Bystander implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(2);

  private static final String LOCK =
      """
      SELECT extension
        FROM extensions
       WHERE available
         FOR UPDATE SKIP LOCKED
      """;

  private final Connection connection;
  private final Thread thread;
  private volatile boolean stopped;

  Bystander(DatabaseSettings settings) {
    try {
      connection =
          DriverManager.getConnection(settings.url(), settings.user(), settings.password());
      connection.setAutoCommit(false);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    thread = Thread.ofVirtual().start(this::work);
  }

  private void work() {
    while (!stopped) {
      try (var statement = connection.createStatement()) {
        statement.execute(LOCK);
        LockSupport.parkNanos(PAUSE.toNanos());
        connection.rollback();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
