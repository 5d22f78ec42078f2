package io.ramal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of extensions: names, and ranges of equal length. */
class NameListTest {

  private final NameList list =
      new NameList(name -> name.matches("[A-Za-z0-9_.+-]{1,40}") && !name.equals("free"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3000 | 3000",
        "3001,3000 | 3000 3001",
        " 3000 , 3001 | 3000 3001",
        "3000-3003 | 3000 3001 3002 3003",
        "0099-0101 | 0099 0100 0101",
        "099-101 | 099 100 101",
        "7-7 | 7",
        "agent-7 | agent-7",
        "7-agent | 7-agent",
        "1-2-3 | 1-2-3",
        "a.b_c+d | a.b_c+d",
        "300,3000-3001 | 300 3000 3001"
      })
  void readsNamesAndRanges(String text, String names) {
    assertEquals(List.of(names.split(" ", -1)), List.copyOf(list.apply(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3000-30000 | 3000-30000 is no range: its ends must be equally long",
        "3001-3000 | 3001-3000 runs backwards; write 3000-3001",
        "3000,2999-3001 | 3000 is named twice",
        "agent-7,agent-7 | agent-7 is named twice",
        "3000, | there is nothing between two commas, or before the first",
        "1000000-9999999 | 1000000-9999999 makes more than 100000 extensions",
        "0000000000000000000-0000000000000000001 | 0000000000000000000-0000000000000000001 has too"
            + " many digits for a range"
      })
  void refusesWhatIsNoList(String text, String wrong) {
    assertEquals(wrong, refusal(text));
  }

  @ParameterizedTest
  @CsvSource({"PJSIP/3000", "3000 3001", "free", "ä", "3000;3001"})
  void refusesWhatCannotNameAnExtension(String name) {
    assertEquals(
        "\""
            + name
            + "\" cannot name an extension: 1 to 40 characters of A-Z a-z 0-9 _ . + -, and not"
            + " free, status, release or reset",
        refusal(name));
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    assertEquals(
        "2-1 runs backwards; write 1-2; a is named twice; there is nothing between two commas, or"
            + " before the first",
        refusal("2-1,a,a,,"));
  }

  @Test
  void takesAHundredThousandExtensionsAndNotOneMore() {
    assertEquals(100_000, list.apply("00000-99999").size());
    assertEquals("there are more than 100000 extensions", refusal("00000-99999,a"));
    assertEquals(
        "200000-200001 makes more than 100000 extensions", refusal("00000-99998,200000-200001"));
  }

  private String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> list.apply(text)).getMessage();
  }
}
