package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ramal.database.DatabaseSettings;
import io.ramal.e2e.TestSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsExaminationTest {

  private static final String SAFE = "jdbc:h2:file:./data/ramal;WRITE_DELAY=0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HOST=127.0.0.1                                | ''
          HOST=no.such.invalid                          | error listen-host
          HOST=0.0.0.0                                  | warning cors-origins
          HOST=0.0.0.0 CORS_ORIGINS=https://crm.example | ''
          EXT_PASSWORD=                                 | error ext-password
          EXTENSIONS=                                   | note pool-unset
          BUSY_TTL_MS=120000                            | note busy-ttl
          """)
  void findsWhatIsARiskAndNothingElse(String settings, String expected) {
    assertEquals(expected, found(SAFE, settings));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jdbc:h2:file:./data/ramal               | error write-delay
          jdbc:h2:./data/ramal                    | error write-delay
          jdbc:h2:mem:ramal                       | warning database-in-memory
          jdbc:postgresql://127.0.0.1/ramal       | ''
          """)
  void findsADatabaseThatLosesWhatWasAcknowledged(String url, String expected) {
    assertEquals(expected, found(url, "HOST=127.0.0.1"));
  }

  private static String found(String url, String settings) {
    var environment =
        new HashMap<>(Map.of("EXTENSIONS", "3000", "EXT_PASSWORD", "hush", "AMI_PASS", "hush"));
    Stream.of(settings.split(" ", -1))
        .map(setting -> setting.split("=", 2))
        .forEach(parts -> environment.put(parts[0], parts[1]));
    List<Finding> findings =
        new SettingsExamination(TestSettings.of(DatabaseSettings.of(url, "ramal", ""), environment))
            .section()
            .findings();
    return String.join(
        ", ", findings.stream().map(each -> each.severity().word() + " " + each.check()).toList());
  }
}
