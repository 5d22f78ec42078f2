package io.ramal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.extension.Channel;
import io.ramal.extension.Contact;
import io.ramal.extension.Facts;
import io.ramal.extension.Lease;
import io.ramal.extension.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The facts as a history row carries them. */
class FactsJsonTest {

  private static final Instant BORN = Instant.parse("2026-11-24T14:00:00Z");
  private static final Instant THEN = Instant.parse("2026-11-24T14:32:07.123456Z");
  private static final Instant NOW = Instant.parse("2026-11-24T14:32:08.654321Z");

  @Test
  void factsComeBackFromTheirTextWhateverIsInThem() {
    var contact = new Contact("sip:\"a\"\\@b\u0001\u2028é📞", "", "UA\n\t\"1\"", THEN);
    var channel = new Channel("PJSIP/x", "1.1", "", NOW);
    var lease = new Lease("L1", "", "::1", Lease.Phase.HELD, BORN, Optional.empty());
    var membership =
        new Membership(
            false, true, Optional.of(new Membership.OutOfService("ana", "\"noisy\"", THEN)));
    var facts =
        new Facts(
            Optional.of(lease),
            new TreeMap<>(Map.of(contact.uri(), contact)),
            new TreeMap<>(Map.of("1.1", channel)),
            new TreeSet<>(List.of("sip:d", contact.uri())),
            false,
            membership);

    assertEquals(facts, FactsReader.read(FactsJson.of(facts)));
    assertEquals(Facts.NONE, FactsReader.read(FactsJson.of(Facts.NONE)));
  }

  @Test
  void timesAreIsoInUtcWithMicroseconds() {
    var lease = new Lease("L1", "tab-1", "::1", Lease.Phase.PENDING, BORN, Optional.of(THEN));
    var none = Facts.NONE;
    var facts =
        new Facts(
            Optional.of(lease),
            none.contacts(),
            none.channels(),
            none.disowned(),
            true,
            new Membership(true, false, Optional.empty()));

    assertEquals(
        "{\"lease\":{\"id\":\"L1\",\"holder\":\"tab-1\",\"clientAddress\":\"::1\","
            + "\"phase\":\"pending\",\"givenAt\":\"2026-11-24T14:00:00.000000Z\","
            + "\"expiresAt\":\"2026-11-24T14:32:07.123456Z\"},\"contacts\":[],\"channels\":[]}",
        FactsJson.of(facts));
  }
}
