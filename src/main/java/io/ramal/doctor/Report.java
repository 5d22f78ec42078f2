package io.ramal.doctor;

import io.ramal.http.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an examination found out, section by section.
 *
 * @param sections in the order in which they were looked at
 */
public record Report(List<Section> sections) {

  private static final String RELOADS =
      "After a change on the PBX: asterisk -rx 'manager reload' for manager.conf (a session that is"
          + " open keeps its rights: restart Ramal), asterisk -rx 'module reload res_pjsip.so' for"
          + " pjsip.conf.";

  /** Copies the list. */
  public Report {
    sections = List.copyOf(sections);
  }

  /** Whether something is wrong; a note is not. */
  public boolean isWrong() {
    return sections.stream().anyMatch(Section::isWrong);
  }

  /** For people. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    sections.stream().flatMap(Section::lines).forEach(line -> add(line, lines));
    add("", lines);
    lines.add(verdict().strip());
    if (findings().anyMatch(Report::needsReload)) {
      lines.add(RELOADS);
    }
    return lines;
  }

  /** One empty line is enough. */
  private static void add(String line, List<String> lines) {
    if (!line.isEmpty() || !lines.getLast().isEmpty()) {
      lines.add(line);
    }
  }

  private static boolean needsReload(Finding finding) {
    return finding.isWrong() && finding.fix().matches("(manager|pjsip)\\.conf.*");
  }

  private String verdict() {
    List<String> counted =
        Stream.of(Severity.values()).filter(each -> count(each) > 0).map(this::counted).toList();
    return (isWrong() ? "" : "Nothing is wrong. ") + String.join(", ", counted);
  }

  private String counted(Severity severity) {
    return count(severity) + " " + severity.word() + (count(severity) == 1 ? "" : "s");
  }

  private long count(Severity severity) {
    return findings().filter(finding -> finding.severity() == severity).count();
  }

  Stream<Finding> findings() {
    return sections.stream().flatMap(section -> section.findings().stream());
  }

  /** For programs. */
  public JsonObject json() {
    return Json.object()
        .add("healthy", !isWrong())
        .add("errors", count(Severity.ERROR))
        .add("warnings", count(Severity.WARNING))
        .add("notes", count(Severity.NOTE))
        .add("seen", Json.array(sections, Report::seen))
        .add("findings", allFindings())
        .build();
  }

  private static JsonObject seen(Section section) {
    return Json.object().add("subject", section.subject()).add("said", section.seen()).build();
  }

  private JsonArray allFindings() {
    List<JsonObject> all = sections.stream().flatMap(Report::findings).toList();
    return Json.array(all, each -> each);
  }

  private static Stream<JsonObject> findings(Section section) {
    return section.findings().stream()
        .map(
            finding ->
                Json.object().add("subject", section.subject()).addAll(finding.json()).build());
  }
}
