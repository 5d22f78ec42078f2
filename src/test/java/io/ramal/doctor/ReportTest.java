package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Finding NOTE = Finding.note("n", "A note", "Nothing.", "nothing");
  private static final Finding WRONG =
      Finding.warning("w", "It is slow", "Clients wait.", "manager.conf, [ramal]: x = 1");
  private static final Section FINE = new Section("settings", "all there", List.of());

  @Test
  void saysALineForWhatIsFineAndAParagraphForWhatIsNot() {
    var report = new Report(List.of(FINE, new Section("pbx a", "seen", List.of(WRONG, NOTE))));

    assertEquals(
        List.of(
            "ok    settings: all there",
            "WRONG pbx a: seen",
            "",
            "  WARNING: It is slow. [w]",
            "    Why:    Clients wait.",
            "    Change: manager.conf, [ramal]: x = 1",
            "",
            "  NOTE: A note. [n]",
            "    Why:    Nothing.",
            "    Change: nothing",
            "",
            "1 warning, 1 note"),
        report.lines().subList(0, 12));
    assertTrue(report.lines().getLast().contains("manager reload"));
  }

  @Test
  void aNoteIsNothingWrong() {
    var report = new Report(List.of(FINE, new Section("pbx a", "seen", List.of(NOTE, NOTE))));

    assertFalse(report.isWrong());
    assertTrue(report.lines().contains("note  pbx a: seen"));
    assertEquals("Nothing is wrong. 2 notes", report.lines().getLast());
    assertEquals("Nothing is wrong.", new Report(List.of(FINE)).lines().getLast());
  }

  @Test
  void saysTheSameToPrograms() {
    var report = new Report(List.of(FINE, new Section("pbx a", "seen", List.of(WRONG))));

    assertEquals(
        """
        {"healthy":false,"errors":0,"warnings":1,"notes":0,\
        "seen":[{"subject":"settings","said":"all there"},{"subject":"pbx a","said":"seen"}],\
        "findings":[{"subject":"pbx a","check":"w","severity":"warning","what":"It is slow",\
        "why":"Clients wait.","fix":"manager.conf, [ramal]: x = 1"}]}\
        """,
        report.json().toString());
  }

  @Test
  void refusesAFindingThatDoesNotSayWhatToDo() {
    assertThrows(IllegalArgumentException.class, () -> Finding.note("n", "what", "why", " "));
  }
}
