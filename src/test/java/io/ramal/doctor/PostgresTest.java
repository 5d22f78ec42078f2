package io.ramal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a whole server, which other tests share: by their values alone. */
class PostgresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          150000 | on  | on  | on           | default            | '' | ''
          140011 | on  | on  | on           | default            | error database-version | upgrade the server to PostgreSQL 15 or newer
          170000 | off | on  | on           | default            | error database-fsync | postgresql.conf: fsync = on
          170000 | on  | off | on           | default            | error database-full-page-writes | postgresql.conf: full_page_writes = on
          170000 | on  | on  | off          | configuration file | error database-synchronous-commit | postgresql.conf: synchronous_commit = on
          170000 | on  | on  | off          | user               | error database-synchronous-commit | ALTER ROLE ramal RESET synchronous_commit
          170000 | on  | on  | remote_apply | configuration file | '' | ''
          """)
  void findsAServerOnWhichACommitIsNotSafe(
      long version,
      String fsync,
      String pages,
      String commit,
      String source,
      String expected,
      String fix) {
    var sight =
        new PostgresSight(
            "x", version, "ramal", false, false, false, true, true, fsync, pages, commit, source,
            true);
    List<Finding> findings = new Postgres(sight).findings();

    assertEquals(
        expected,
        String.join(
            ", ",
            findings.stream().map(each -> each.severity().word() + " " + each.check()).toList()));
    assertEquals(fix, String.join(", ", findings.stream().map(Finding::fix).toList()));
  }
}
