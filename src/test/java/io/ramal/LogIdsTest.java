package io.ramal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the log says with an id is explained to the operator, and nothing else is. */
class LogIdsTest {

  private static final Pattern ID = Pattern.compile("RAMAL-\\d{4}");

  @Test
  void eachIdInTheLogHasAParagraphInOperations() throws IOException {
    var inCode = new TreeSet<String>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      sources.filter(Files::isRegularFile).forEach(source -> inCode.addAll(ids(source)));
    }
    assertEquals(inCode, ids(Path.of("docs/operations.md")));
  }

  private static Set<String> ids(Path file) {
    try {
      var ids = new TreeSet<String>();
      ID.matcher(Files.readString(file)).results().forEach(found -> ids.add(found.group()));
      return ids;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
