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
}
