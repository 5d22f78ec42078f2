package io.ramal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.extension.Decision.Refusal;
import io.ramal.extension.Event;
import io.ramal.extension.Lease.Phase;
import io.ramal.extension.Source;
import io.ramal.extension.State;
import io.ramal.extension.Trigger.Proof;
import io.ramal.extension.Trigger.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/glossary.md explains every word that a row, an answer or a log can say, and no other. */
class GlossaryTest {

  private static final Path DOCUMENT = Path.of("docs", "glossary.md");
  private static final Path LINKS = Path.of("src", "main", "java", "io", "ramal", "pbx");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `?([a-z_ ]+?)`? \\| \\S.*\\. \\|$");
  private static final Pattern LINK_EVENT = Pattern.compile("record\\(\\s*\"([a-z_]+)\"");
  private static final List<String> LINK_EVENTS =
      List.of(
          "connected",
          "leading",
          "login_refused",
          "lost",
          "overflow",
          "pbx_restarted",
          "reread",
          "synced");

  private static List<String> section(String title) throws IOException {
    String document = Files.readString(DOCUMENT, UTF_8);
    int begin = document.indexOf("## " + title + "\n");
    assertTrue(begin >= 0, title);
    int end = document.indexOf("\n## ", begin);
    String section = document.substring(begin, end < 0 ? document.length() : end);
    return ROW.matcher(section)
        .results()
        .map(row -> row.group(1))
        .filter(word -> !word.equals("word"))
        .sorted()
        .toList();
  }

  private static <E> List<String> words(E[] values, Function<E, String> word) {
    return Arrays.stream(values).map(word).sorted().toList();
  }

  private static Stream<String> spoken(Enum<?>[] values) {
    return Arrays.stream(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  @Test
  void explainsEveryEventOfAnExtension() throws IOException {
    assertEquals(words(Event.values(), Event::word), section("Events of an extension"));
  }

  @Test
  void explainsEverySourceStateAndPhase() throws IOException {
    assertEquals(words(Source.values(), Source::word), section("Sources of a change"));
    assertEquals(words(State.values(), State::word), section("State of an extension"));
    assertEquals(words(Phase.values(), Phase::word), section("Phase of a lease"));
  }

  @Test
  void explainsEveryRefusalProofAndReading() throws IOException {
    var words = new TreeSet<String>();
    Stream.of(Refusal.values(), Proof.values(), Reading.values())
        .flatMap(GlossaryTest::spoken)
        .forEach(words::add);

    assertEquals(List.copyOf(words), section("Refusals and proofs"));
  }

  @Test
  void explainsEveryEventOfALink() throws IOException {
    assertEquals(LINK_EVENTS, section("Events of a link"));
  }

  @Test
  void linksRecordNoOtherEvents() throws IOException {
    var recorded = new TreeSet<String>();
    try (var sources = Files.list(LINKS)) {
      for (Path source : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        LINK_EVENT
            .matcher(Files.readString(source, UTF_8))
            .results()
            .forEach(found -> recorded.add(found.group(1)));
      }
    }
    assertTrue(recorded.size() >= 5, recorded::toString);
    assertTrue(LINK_EVENTS.containsAll(recorded), recorded::toString);
  }
}
