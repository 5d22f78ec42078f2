package io.ramal.doctor;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What was found out about one subject.
 *
 * @param subject "settings", "database", or "pbx" and its name
 * @param seen in a line, what was looked at and how it is
 * @param findings what is not as it should be there
 */
record Section(String subject, String seen, List<Finding> findings) {

  Section {
    findings = List.copyOf(findings);
  }

  boolean isWrong() {
    return findings.stream().anyMatch(Finding::isWrong);
  }

  /** A line, and a short paragraph for each finding. */
  Stream<String> lines() {
    return Stream.concat(
        Stream.of("%-5s %s: %s".formatted(verdict(), subject, seen)),
        findings.stream().flatMap(Section::paragraph));
  }

  private String verdict() {
    return findings.isEmpty() ? "ok" : isWrong() ? "WRONG" : "note";
  }

  private static Stream<String> paragraph(Finding finding) {
    return Stream.of(
        "",
        "  %s: %s. [%s]"
            .formatted(
                finding.severity().word().toUpperCase(Locale.ROOT),
                finding.what(),
                finding.check()),
        "    Why:    " + finding.why(),
        "    Change: " + finding.fix(),
        "");
  }
}
