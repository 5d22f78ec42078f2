package io.ramal.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.extension.ExtensionName;
import io.ramal.extension.Origin;
import io.ramal.extension.Source;
import io.ramal.extension.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queues before the writer. */
class InboxTest {

  private static final Signal SIGNAL = new Signal.PingAnswered(TestPool.LINK, List.of());
  private static final Work COMMAND =
      Work.Step.of(new ExtensionName("3000"), new Trigger.Release(true), Origin.of(Source.API));

  private final Inbox inbox = new Inbox(2, 1);

  @Test
  void refusesWhatItHasNoRoomForInsteadOfBlocking() {
    assertTrue(inbox.put(SIGNAL));
    assertTrue(inbox.put(SIGNAL));

    assertFalse(inbox.put(SIGNAL));
  }

  @Test
  void aStormOfEventsRefusesNoClientNorClientsAnEvent() {
    assertTrue(inbox.put(COMMAND));
    assertFalse(inbox.put(COMMAND));
    assertTrue(inbox.put(SIGNAL));
    assertTrue(inbox.put(SIGNAL));
    assertFalse(inbox.put(SIGNAL));

    assertEquals(3, inbox.depth());
  }

  @Test
  void givesAllThatWaitsUpToTheLimit() throws InterruptedException {
    inbox.put(SIGNAL);
    inbox.put(SIGNAL);
    inbox.put(COMMAND);

    assertEquals(new Inbox.Load(List.of(SIGNAL), List.of(COMMAND)), inbox.take(1));
    assertEquals(new Inbox.Load(List.of(SIGNAL), List.of()), inbox.take(1));
  }

  @Test
  void takesNothingNewOnceClosedButGivesWhatWaits() throws InterruptedException {
    inbox.put(SIGNAL);
    inbox.close();

    assertFalse(inbox.put(SIGNAL));
    assertFalse(inbox.take(9).isEmpty());
    assertTrue(inbox.take(9).isEmpty());
  }
}
