package io.ramal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Query parameters are understood or refused, never guessed. */
class QueryTest {

  private static final List<String> KNOWN = List.of("state", "from", "limit", "cursor", "leased");
  private static final Cursor CURSOR = new Cursor("things");

  @Test
  void refusesAParameterThatTheCallDoesNotHave() {
    assertRefused(
        () -> query("stat", "free"),
        "This call has no parameter \"stat\"; it takes state, from, limit, cursor, leased.");
    assertRefused(
        () -> Query.of(Map.of("a", List.of("1")), List.of()),
        "This call has no parameter \"a\"; it takes none.");
  }

  @Test
  void refusesAParameterThatIsGivenTwice() {
    Query query = Query.of(Map.of("state", List.of("free", "busy")), KNOWN);
    assertRefused(() -> query.text("state"), "The parameter state is given 2 times; give it once.");
  }

  @Test
  void takesAWordOfItsListAndNoOther() {
    List<String> words = List.of("free", "busy");
    assertEquals(Optional.of("BUSY"), query("state", "busy").word("state", words, w -> "BUSY"));
    assertEquals(Optional.empty(), query("limit", "1").word("state", words, w -> w));
    assertRefused(
        () -> query("state", "bussy").word("state", words, w -> w),
        "The parameter state is \"bussy\"; it must be one of free, busy.");
  }

  @Test
  void takesTrueAndFalse() {
    assertEquals(Optional.of(true), query("leased", "true").flag("leased"));
    assertEquals(Optional.of(false), query("leased", "false").flag("leased"));
    assertThrows(ProblemException.class, () -> query("leased", "1").flag("leased"));
  }

  @Test
  void takesATimeWithAnyOffset() {
    var time = Optional.of(Instant.parse("2026-11-24T13:32:00.000001Z"));
    assertEquals(time, query("from", "2026-11-24T13:32:00.000001Z").time("from"));
    assertEquals(time, query("from", "2026-11-24T14:32:00.000001+01:00").time("from"));
    assertEquals(time, query("from", "2026-11-24T14:32:00.000001 01:00").time("from"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "noon",
        "2026-11-24",
        "2026-11-24T14:32:00",
        "2026-13-24T14:32:00Z",
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z"
      })
  void refusesWhatIsNoTimeThatADatabaseCouldHold(String text) {
    assertRefused(
        () -> query("from", text).time("from"),
        "The parameter from is \""
            + text
            + "\"; it must be a time of ISO-8601, such as 2026-11-24T14:32:00Z.");
  }

  @Test
  void limitsAPageToAHundredItemsUnlessToldOtherwise() {
    assertEquals(100, query("state", "x").limit());
    assertEquals(1, query("limit", "1").limit());
    assertEquals(1000, query("limit", "1000").limit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "99999999999", "ten", "", "1.5", "٣"})
  void refusesALimitThatIsNone(String text) {
    assertRefused(
        () -> query("limit", text).limit(),
        "The parameter limit is \"" + text + "\"; it must be a number from 1 to 1000.");
  }

  @Test
  void readsItsOwnCursorsAndNoOthers() {
    assertEquals(
        Optional.of("agent-7"),
        query("cursor", CURSOR.after("agent-7")).cursor(CURSOR, Optional::of));
    for (String foreign :
        List.of(
            new Cursor("others").after("x"), "", "x", "%%%", CURSOR.after("x") + "=", "dGhpbmdz")) {
      assertThrows(
          ProblemException.class,
          () -> query("cursor", foreign).cursor(CURSOR, Optional::of),
          foreign);
    }
    assertThrows(
        ProblemException.class,
        () -> query("cursor", CURSOR.after("x")).cursor(CURSOR, key -> Optional.empty()));
  }

  @Test
  void repeatsOnlyTheBeginningOfAValueThatIsLong() {
    var refusal =
        assertThrows(
            ProblemException.class, () -> query("leased", "x".repeat(5_000)).flag("leased"));
    assertEquals(true, refusal.problem().detail().length() < 200);
  }

  private static Query query(String name, String value) {
    return Query.of(Map.of(name, List.of(value)), KNOWN);
  }

  private static void assertRefused(Executable reading, String detail) {
    Problem problem = assertThrows(ProblemException.class, reading).problem();
    assertEquals(400, problem.status());
    assertEquals("invalid-parameter", problem.name());
    assertEquals(detail, problem.detail());
  }
}
