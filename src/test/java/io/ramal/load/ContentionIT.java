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
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 64 clients at once; on PostgreSQL in two processes, each with a writer of its own. */
class ContentionIT {

  private static final int OPERATIONS = Boolean.getBoolean("ramal.long") ? 200_000 : 6_000;
  private static final int ROUNDS = OPERATIONS / 2 / CLIENTS;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnH2(int extensions, TestReporter reporter) {
    assertFairInOneProcess("H2 in memory", TestDatabase.H2.migrated(), extensions, reporter);
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnH2InAFile(int extensions, TestReporter reporter) {
    String url = "jdbc:h2:file:" + folder.resolve("ramal") + ";MODE=PostgreSQL;WRITE_DELAY=0";
    var file =
        DatabaseSettings.of(
            url + ";DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "ramal", "");
    Databases.migrate(file);
    assertFairInOneProcess("H2 in a file", file, extensions, reporter);
  }

  private static void assertFairInOneProcess(
      String where, DatabaseSettings settings, int extensions, TestReporter reporter) {
    try (var contest = new Contest(settings, extensions)) {
      Player.Score score = contest.oneProcess(ROUNDS);
      reporter.publishEntry(where + ", " + extensions + " extensions", contest.figures(score));
      assertAnswered(score, extensions);
      contest.assertFair();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {FEW, ENOUGH})
  void noExtensionIsEverInTwoHandsOnPostgresqlFromTwoProcesses(
      int extensions, TestReporter reporter) throws Exception {
    try (var contest = Contest.onPostgresql(extensions)) {
      Player.Score score = contest.twoProcesses(ROUNDS, Mutant.NONE);
      String where = "PostgreSQL from two processes, " + extensions + " extensions";
      reporter.publishEntry(where, contest.figures(score));
      assertAnswered(score, extensions);
      contest.assertFair();
    }
  }

  @Test
  void nobodyIsTurnedAwayWhileOneIsFreeThoughSomebodyHasItLocked() throws Exception {
    try (var contest = Contest.onPostgresql(ENOUGH);
        var _ = new Bystander(contest.settings())) {
      assertAnswered(contest.twoProcesses(ROUNDS, Mutant.NONE), ENOUGH);
      contest.assertFair();
    }
  }

  private static void assertAnswered(Player.Score score, int extensions) {
    assertEquals(0, score.refused().get(), "refused");
    if (extensions == ENOUGH) {
      assertEquals(0, score.none().get(), "told that there is none while there was one");
    }
  }
}
