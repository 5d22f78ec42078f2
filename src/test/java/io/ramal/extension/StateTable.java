package io.ramal.extension;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Every situation and what each happening does to it, as text for docs/state-machine.md. */
final class StateTable {

  private static final Pattern ALL_READINGS =
      Pattern.compile(
          "re-read after login (finds [^;]+); re-read on live link \\1; re-read after release \\1");

  private final StringBuilder text = new StringBuilder();

  private StateTable() {}

  static String text() {
    var table = new StateTable();
    for (Situation situation : Situation.values()) {
      table.section(situation);
    }
    return table.text.toString();
  }

  private void section(Situation situation) {
    Extension extension = situation.extension();
    heading(situation, extension);
    Map<String, List<String>> rows = new LinkedHashMap<>();
    Map<String, List<String>> rest = new LinkedHashMap<>();
    for (Happening happening : Happening.all()) {
      Trigger trigger = happening.trigger().apply(extension.facts());
      switch (Words.decide(extension, trigger, happening.at())) {
        case Decision.Changed changed -> add(rows, outcome(happening, changed), happening);
        case Decision.Unchanged _ -> add(rest, "Nothing changes", happening);
        case Decision.Refused refused -> add(rest, "Refused, " + why(refused), happening);
      }
    }
    rows.forEach((outcome, which) -> line("| " + joined(which) + " | " + outcome));
    rest.forEach((what, which) -> line("\n" + what + ": " + joined(which) + "."));
  }

  private void heading(Situation situation, Extension extension) {
    var portrait = new Portrait(Words.NOW);
    Facts facts = extension.facts();
    line("\n### " + title(situation) + "\n");
    line(situation.sentence() + "\n");
    line("Now: " + portrait.facts(facts) + "; lease: " + portrait.lease(facts) + ".\n");
    line("| what happens | events | then | lease | available |");
    line("| --- | --- | --- | --- | --- |");
  }

  private static String title(Situation situation) {
    String words = situation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String outcome(Happening happening, Decision.Changed changed) {
    var portrait = new Portrait(happening.at());
    Facts after = changed.after().facts();
    return String.join(
        " | ",
        Portrait.events(changed.changes()),
        portrait.facts(after),
        portrait.lease(after),
        portrait.available(after) + " |");
  }

  private static void add(Map<String, List<String>> rows, String what, Happening happening) {
    rows.computeIfAbsent(what, _ -> new ArrayList<>()).add(happening.words());
  }

  private static String joined(List<String> which) {
    return ALL_READINGS.matcher(String.join("; ", which)).replaceAll("any re-read $1");
  }

  private static String why(Decision.Refused refused) {
    return switch (refused.why()) {
      case NOT_AVAILABLE -> "not available";
      case UNKNOWN_EXTENSION -> "unknown";
    };
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
