package io.ramal.pool;

import static io.ramal.pool.TestPool.ended;
import static io.ramal.pool.TestPool.gone;
import static io.ramal.pool.TestPool.seen;
import static io.ramal.pool.TestPool.started;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ramal.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The lines that support looks for. */
class LogLinesTest {

  private final Logger log = (Logger) LoggerFactory.getLogger("io.ramal.pool");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Level level = log.getLevel();

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setLevel(level);
  }

  private List<String> lines() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void theLifeOfAnExtensionIsToldInTheWordsOfTheOldService() {
    try (var pool = TestPool.of(TestDatabase.H2, "3000")) {
      pool.heard("3000", seen("A"), started("1"), started("2"), ended("1"), ended("2"));
      pool.heard("3000", started("3"), gone("A"), ended("3"));
    }
    assertEquals(
        List.of(
            "[AMI] 3000 → REGISTERED",
            "[AMI] 3000 → IN CALL",
            "[AMI] 3000 → CALL ENDED → BUSY",
            "[AMI] 3000 → IN CALL",
            "[AMI] 3000 → UNREGISTERED",
            "[AMI] 3000 → CALL ENDED → FREE"),
        lines());
  }

  @Test
  void aContendedExtensionIsAWarningWithAnId() {
    try (var pool = TestPool.of(TestDatabase.H2, "3000")) {
      pool.heard("3000", seen("A"));
      pool.links().synced(false);
      pool.release("3000");
      pool.ask("tab-1");
      pool.heard("3000", seen("A"));
    }
    assertTrue(lines().getLast().startsWith("[RAMAL-1003] 3000 is contended"), lines()::toString);
  }

  @Test
  void whatWasNotCommittedIsNotTold() {
    try (var pool = TestPool.of(TestDatabase.H2, "3000")) {
      pool.hears(TestPool.LINK, "3000", seen("A".repeat(501)));
      pool.settled();
    }
    assertTrue(lines().stream().noneMatch(line -> line.contains("REGISTERED")), lines()::toString);
  }
}
