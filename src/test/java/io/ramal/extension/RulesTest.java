package io.ramal.extension;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every situation meets everything that can happen. */
class RulesTest {

  private static final Path DOCUMENT = Path.of("docs", "state-machine.md");
  private static final String MARK = "<!-- From here on written by RulesTest. -->\n";

  @Test
  void decidesAsTheDocumentSays() throws IOException {
    String document = Files.readString(DOCUMENT, UTF_8);
    int mark = document.indexOf(MARK);
    assertTrue(mark > 0, "no mark in " + DOCUMENT);
    String prose = document.substring(0, mark + MARK.length());
    if (Boolean.getBoolean("ramal.write.docs")) {
      Files.writeString(DOCUMENT, prose + StateTable.text(), UTF_8);
    } else {
      assertEquals(
          document.substring(prose.length()),
          StateTable.text(),
          () ->
              "the rules no longer decide as "
                  + DOCUMENT
                  + " says; if that is meant, write it anew with"
                  + " mvn -Dtest=RulesTest -Dramal.write.docs=true test, and read the difference");
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsItsInvariants() {
    return Arrays.stream(Situation.values())
        .flatMap(situation -> Happening.all().stream().map(it -> invariants(situation, it)));
  }

  private static DynamicTest invariants(Situation situation, Happening happening) {
    return dynamicTest(
        situation + ": " + happening.words(),
        () -> {
          Extension before = situation.extension();
          Trigger trigger = happening.trigger().apply(before.facts());
          new Invariants(before, trigger, happening.at())
              .check(Words.decide(before, trigger, happening.at()));
        });
  }

  @ParameterizedTest
  @EnumSource
  void beginsEverySituationWithFactsThatHoldTogether(Situation situation) {
    Invariants.checkpoint(situation.extension().facts());
  }

  @ParameterizedTest
  @EnumSource
  void comesOutOfAPageReloadTheSameInEitherOrder(Situation situation) {
    Extension before = situation.extension();

    Extension newFirst = after(before, Words.seen("N"), Words.gone("A"));
    Extension oldFirst = after(before, Words.gone("A"), Words.seen("N"));

    assertEquals(newFirst.facts(), oldFirst.facts());
  }

  @ParameterizedTest
  @EnumSource
  void comesOutOfACallThatEndsAsItsPhoneLeavesTheSameInEitherOrder(Situation situation) {
    Extension before = situation.extension();

    Extension hungUpFirst = after(before, Words.ended("X"), Words.gone("A"));
    Extension leftFirst = after(before, Words.gone("A"), Words.ended("X"));

    assertEquals(hungUpFirst.facts(), leftFirst.facts());
  }

  private static Extension after(Extension extension, Trigger first, Trigger second) {
    return Words.after(Words.after(extension, first, Words.NOW), second, Words.NOW);
  }

  @Test
  void everyEventCanHappen() {
    var happened = EnumSet.noneOf(Event.class);
    for (Situation situation : Situation.values()) {
      for (Happening happening : Happening.all()) {
        Extension before = situation.extension();
        if (Words.decide(before, happening.trigger().apply(before.facts()), happening.at())
            instanceof Decision.Changed changed) {
          changed.changes().forEach(change -> happened.add(change.event()));
        }
      }
    }
    assertEquals(EnumSet.allOf(Event.class), happened);
  }
}
