package io.ramal.load;

import static io.ramal.load.Contest.ENOUGH;
import static io.ramal.load.Contest.FEW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.DatabaseSettings;
import io.ramal.database.TestPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tests of contention, each on a planted bug: they must object. That of the missing second look
 * is in {@link SecondLookIT}.
 */
class MutantIT {

  /** Planted bugs show themselves soon. */
  private static final int ROUNDS = 20;

  /**
   * Row locks are the first defence. Behind them the save refuses a version that has moved on, and
   * the history a version that it has: a second lease is not given, the client is told to come
   * back, and that alone gives the bug away.
   */
  @ParameterizedTest
  @EnumSource(names = {"NO_ROW_LOCK", "NO_CHECK_UNDER_THE_LOCK"})
  void aMissingRowLockOrCheckUnderItDoesNoHarmAndIsCaughtByClientsThatAreRefused(Mutant mutant)
      throws Exception {
    try (var contest = Contest.onPostgresql(FEW)) {
      Player.Score score = contest.twoProcesses(ROUNDS, mutant);
      assertTrue(score.refused().get() > 0, () -> "everybody was answered: " + score);
      assertEquals(List.of(), contest.overlaps());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_ROW_LOCK_DISARMED", "NO_CHECK_UNDER_THE_LOCK_DISARMED"})
  void aMissingRowLockOrCheckUnderItWithNothingBehindItIsCaught(Mutant mutant) throws Exception {
    try (var contest = Contest.onPostgresql(FEW)) {
      withoutThirdDefence(contest.settings());
      contest.twoProcesses(ROUNDS, mutant);
      assertNotEquals(List.of(), contest.fouls(), "by the clients");
      assertNotEquals(List.of(), contest.overlaps(), "by the history");
    }
  }

  @Test
  void withTheLocksNothingIsAmissThoughNothingIsBehindThem() throws Exception {
    try (var contest = Contest.onPostgresql(FEW)) {
      withoutThirdDefence(contest.settings());
      Player.Score score = contest.twoProcesses(ROUNDS, Mutant.DISARMED);
      assertEquals(0, score.refused().get(), "refused");
      contest.assertFair();
    }
  }

  private static void withoutThirdDefence(DatabaseSettings settings) {
    TestPostgres.execute(
        settings,
        """
        DO $$ DECLARE partition regclass; BEGIN
          FOR partition IN SELECT inhrelid::regclass FROM pg_inherits
                            WHERE inhparent = 'extension_history'::regclass LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', partition, partition || '_version');
          END LOOP;
        END $$
        """);
  }

  @Test
  void anAnswerBeforeTheCommitIsCaughtByAKill() throws Exception {
    try (var contest = Contest.onPostgresql(ENOUGH)) {
      assertNotEquals(List.of(), contest.lostByKill(Mutant.ANSWER_BEFORE_COMMIT));
    }
  }

  @Test
  void anAnswerAfterTheCommitSurvivesAKill() throws Exception {
    try (var contest = Contest.onPostgresql(ENOUGH)) {
      assertEquals(List.of(), contest.lostByKill(Mutant.NONE));
    }
  }
}
