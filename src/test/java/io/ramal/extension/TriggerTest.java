package io.ramal.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TriggerTest {

  @Test
  void aLongUserAgentIsShortenedToWhatTheDatabaseTakes() {
    var seen = new Trigger.ContactSeen("A", "s".repeat(50), "u".repeat(400), false);

    assertEquals("s".repeat(40), seen.status());
    assertEquals("u".repeat(300), seen.userAgent());
  }

  @Test
  void aUserAgentIsNeverCutWithinACharacter() {
    var seen = new Trigger.ContactSeen("A", "", "u".repeat(299) + "📞", false);

    assertEquals("u".repeat(299), seen.userAgent());
  }
}
