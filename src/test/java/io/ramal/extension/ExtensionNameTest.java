package io.ramal.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"3000", "0100", "agent-7", "PJSIP-3000", "a.b_c+d", "x"})
  void takesWhatAsteriskTakesForAnEndpoint(String text) {
    assertEquals(Optional.of(new ExtensionName(text)), ExtensionName.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 3000",
        "3000 ",
        "30 00",
        "3000\n",
        "a/b",
        "a@b",
        "a;b",
        "ä",
        "free",
        "status",
        "release",
        "reset",
        "12345678901234567890123456789012345678901"
      })
  void refusesWhatCannotBeAName(String text) {
    assertEquals(Optional.empty(), ExtensionName.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new ExtensionName(text));
  }

  @Test
  void isComparedWholeAndNeverByPrefix() {
    assertNotEquals(new ExtensionName("300"), new ExtensionName("3000"));
    assertNotEquals(new ExtensionName("3000"), new ExtensionName("30001"));
    assertNotEquals(new ExtensionName("100"), new ExtensionName("0100"));
  }
}
