package io.ramal.load;

import static io.ramal.load.Contest.CLIENTS;
import static io.ramal.load.Contest.ENOUGH;
import static io.ramal.load.Contest.FEW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 64 clients at once; on PostgreSQL in two processes, each with a writer of its own. */
class ContentionIT {

  private static final int OPERATIONS = Boolean.getBoolean("ramal.long") ? 200_000 : 4_000;
  private static final int ROUNDS = Math.ceilDiv(OPERATIONS, 2 * CLIENTS);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnH2(int extensions) {
    assertFairInOneProcess("H2 in memory", TestDatabase.H2.migrated(), extensions);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnH2InAFile(int extensions) {
    String url = "jdbc:h2:file:" + folder.resolve("ramal") + ";MODE=PostgreSQL;WRITE_DELAY=0";
    var file =
        DatabaseSettings.of(
            url + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "ramal", "");
    Databases.migrate(file);
    assertFairInOneProcess("H2 in a file", file, extensions);
  }

  private static void assertFairInOneProcess(
      String where, DatabaseSettings settings, int extensions) {
    try (var contest = new Contest(settings, extensions)) {
      Player.Score score = contest.oneProcess(ROUNDS);
      report(where, contest, score);
      assertAnswered(score, extensions);
      contest.assertFair();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnPostgresqlFromTwoProcesses(int extensions) throws Exception {
    try (var contest = Contest.onPostgresql(extensions)) {
      Player.Score score = contest.twoProcesses(ROUNDS, Mutant.NONE);
      report("PostgreSQL from two processes", contest, score);
      assertAnswered(score, extensions);
      contest.assertFair();
    }
  }

  @Test
  void nobodyIsTurnedAwayWhileOneIsFreeThoughSomebodyHasItLocked() throws Exception {
    try (var contest = Contest.onPostgresql(ENOUGH);
        var _ = new Bystander(contest.settings())) {
      Player.Score score = contest.twoProcesses(ROUNDS, Mutant.NONE);
      report("PostgreSQL from two processes, with a bystander", contest, score);
      assertAnswered(score, ENOUGH);
      contest.assertFair();
    }
  }

  private static void report(String where, Contest contest, Player.Score score) {
    System.out.println(where + ": " + contest.figures(score));
  }

  private static void assertAnswered(Player.Score score, int extensions) {
    assertEquals(0, score.refused().get(), "refused");
    if (extensions == ENOUGH) {
      assertEquals(0, score.none().get(), "told that there is none while there was one");
    }
  }
}
