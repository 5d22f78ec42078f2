package io.ramal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log as {@code logback.xml} lays it out, read from the bytes it would write. */
class LogTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws Exception {
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(Main.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void startsTheMessageAfterAShortPrefix() {
    assertEquals(
        "2026-11-24T14:32:07.123Z INFO  Writer - [AMI] 3000 → IN CALL\n",
        written("[AMI] 3000 → IN CALL", null));
  }

  @Test
  void aMessageCannotForgeALine() {
    var lines = written("Invalid\r\n\u2028\u0085\u001b[2J2026 ERROR forged", null).lines();

    assertEquals(
        List.of("2026-11-24T14:32:07.123Z INFO  Writer - Invalid␤[2J2026 ERROR forged"),
        lines.toList());
  }

  @Test
  void anExceptionCannotForgeALine() {
    var failure =
        new IllegalStateException("a\n2026 forged", new RuntimeException("b\r\n2026 too"));

    var further = written("failed", failure).lines().skip(1).toList();

    assertTrue(further.stream().allMatch(line -> line.startsWith("  | ")), further::toString);
    assertTrue(further.contains("  | 2026 too"), further::toString);
  }

  @Test
  void librariesAreHeardFromWarningsOnAndRamalFromInformation() {
    assertEquals(Level.WARN, context.getLogger("org.asteriskjava").getEffectiveLevel());
    assertEquals(Level.INFO, context.getLogger("io.ramal.pool").getEffectiveLevel());
  }

  private String written(String message, Throwable failure) {
    var logger = context.getLogger("io.ramal.pool.Writer");
    var event = new LoggingEvent("", logger, Level.INFO, message, failure, null);
    event.setInstant(Instant.parse("2026-11-24T14:32:07.123456Z"));
    return new String(console().getEncoder().encode(event), UTF_8);
  }

  private ConsoleAppender<ILoggingEvent> console() {
    return (ConsoleAppender<ILoggingEvent>)
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
  }
}
