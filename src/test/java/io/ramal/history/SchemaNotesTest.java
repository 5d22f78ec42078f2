package io.ramal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.Row;
import io.ramal.database.TestDatabase;
import io.ramal.pool.TestPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The questions of docs/schema.md can be asked as they stand there. */
class SchemaNotesTest {

  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final String MOMENT = "2026-11-24 14:32:00+00";

  private static List<String> questions() throws IOException {
    String document = Files.readString(Path.of("docs", "schema.md"), UTF_8);
    return SQL.matcher(document).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static List<Row> answer(TestPool pool, String question) {
    return pool.database().inTransaction(t -> t.query(question));
  }

  @ParameterizedTest
  @EnumSource
  void eachHasAnAnswer(TestDatabase kind) throws IOException {
    try (var pool = TestPool.of(kind, "3000", "3001")) {
      pool.ask("tab-1");
      pool.heard("3000", TestPool.seen("A"));
      pool.ask("tab-2");
      pool.release("3001");

      var questions = questions();
      assertEquals(5, questions.size());
      questions.forEach(question -> answer(pool, question));
      assertEquals("tab-1", answer(pool, questions.get(1)).getFirst().text("lease_holder"));
      assertEquals("3000", answer(pool, questions.get(2)).getFirst().text("extension"));
      assertEquals("released", answer(pool, questions.get(3)).getFirst().text("event"));
      assertTrue(answer(pool, questions.get(4)).isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoHadItAtAMomentIsTheLastRowUntilThen(TestDatabase kind) throws IOException {
    try (var pool = TestPool.of(kind, "3000")) {
      pool.ask("tab-1");
      Instant moment = pool.last("3000").recordedAt();
      pool.advance(Duration.ofMinutes(1));
      pool.release("3000");

      String asked = questions().getFirst();
      assertTrue(asked.contains(MOMENT));
      Row row = answer(pool, asked.replace(MOMENT, moment.toString())).getFirst();
      assertEquals("tab-1", row.text("holder"));
      assertFalse(row.time("recorded_at").isAfter(moment.truncatedTo(ChronoUnit.MICROS)));
    }
  }
}
