package io.ramal.load;

import io.ramal.database.Database;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.extension.Policy;
import io.ramal.history.HistoryRows;
import io.ramal.pool.FakeLinks;
import io.ramal.pool.LivePool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Players of one process, on a pool of its own over a database that others share. */
final class Team {

  static final Policy POLICY =
      new Policy(Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(60));

  private Team() {}

  /**
   * In a process of its own: URL, user, password, referee's port, name, players, rounds, mutant.
   */
  public static void main(String[] arguments) {
    var settings = DatabaseSettings.of(arguments[0], arguments[1], arguments[2]);
    var score =
        play(
            settings,
            Integer.parseInt(arguments[3]),
            arguments[4],
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]),
            Mutant.valueOf(arguments[7])::over);
    System.out.println(score);
  }

  /** Has so many players go through so many rounds each. */
  static Player.Score play(
      DatabaseSettings settings,
      int refereePort,
      String name,
      int players,
      int rounds,
      UnaryOperator<Database> mutant) {
    var score = new Player.Score();
    try (Database database = mutant.apply(Databases.open(settings));
        var pool = new LivePool(database, new HistoryRows(), POLICY, Optional.empty())) {
      pool.start(new FakeLinks());
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < players; i++) {
        var player = new Player(pool, refereePort, name + "-" + i, rounds, score);
        threads.add(Thread.ofVirtual().start(player));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return score;
  }
}
