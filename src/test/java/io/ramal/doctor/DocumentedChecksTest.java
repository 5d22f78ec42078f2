package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words of checks are stable, so each is explained to the operator, and no other is. */
class DocumentedChecksTest {

  private static final Pattern IN_CODE = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z]+-[^|]*) \\|");
  private static final Pattern WORD = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");

  @Test
  void eachCheckIsExplainedAndNoOther() throws IOException {
    var inCode = new TreeSet<String>();
    try (var sources = Files.list(Path.of("src/main/java/io/ramal/doctor"))) {
      for (Path source : sources.toList()) {
        words(IN_CODE, Files.readString(source), inCode);
      }
    }
    assertTrue(inCode.size() > 40, inCode::toString);
    assertEquals(inCode, explained());
  }

  private static Set<String> explained() throws IOException {
    String document = Files.readString(Path.of("docs/operations.md"));
    int begin = document.indexOf("## `bin/ramal doctor`");
    String section = document.substring(begin, document.indexOf("\n## ", begin));
    var explained = new TreeSet<String>();
    ROW.matcher(section).results().forEach(row -> words(WORD, row.group(1), explained));
    return explained;
  }

  private static void words(Pattern pattern, String text, Set<String> words) {
    pattern.matcher(text).results().forEach(found -> words.add(found.group(1)));
  }
}
