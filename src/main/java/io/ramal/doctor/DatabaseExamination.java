package io.ramal.doctor;

import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.database.DatabaseSettings;
import io.ramal.database.Databases;
import io.ramal.database.Dialect;
import io.ramal.database.SchemaException;
import io.ramal.database.SchemaState;
import io.ramal.database.Transaction;
import io.ramal.extension.Extension;
import io.ramal.pool.PoolReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks at the database, without writing to it.
 *
 * @param settings where it is, for looking only
 * @param clock of this machine
 */
record DatabaseExamination(DatabaseSettings settings, InstantSource clock) {

  private static final String SUBJECT = "database";
  private static final String H2_VERSION = "SELECT H2VERSION() AS version";

  /**
   * What was found.
   *
   * @param section for the report
   * @param pool the configured extensions of each PBX; empty when they cannot be read
   */
  record Outcome(Section section, Optional<List<Extension>> pool) {

    /** The configured extensions of that PBX. */
    Optional<SortedSet<String>> pool(String pbx) {
      return pool.map(
          all -> {
            var names = new TreeSet<String>();
            all.stream()
                .filter(each -> each.pbx().equals(pbx) && each.facts().membership().configured())
                .forEach(each -> names.add(each.name().value()));
            return names;
          });
    }
  }

  Outcome examine() {
    try {
      SchemaState state = Databases.schema(settings);
      return state == SchemaState.CURRENT
          ? looked()
          : unread("not looked into", SchemaFindings.of(state));
    } catch (SchemaException refused) {
      return unread("refuses", SchemaFindings.refused(refused.getMessage()));
    } catch (DatabaseException away) {
      return unread("cannot be reached", SchemaFindings.away(settings, away.getMessage()));
    }
  }

  private static Outcome unread(String seen, Finding finding) {
    return new Outcome(new Section(SUBJECT, seen, List.of(finding)), Optional.empty());
  }

  private Outcome looked() {
    try (Database database = Databases.open(settings)) {
      database.inSnapshot(Transaction::now); // so that the next one does not wait for a connection
      return database.inSnapshot(transaction -> looked(database.dialect(), transaction));
    }
  }

  private Outcome looked(Dialect dialect, Transaction transaction) {
    Instant asked = clock.instant();
    Instant told = transaction.now();
    Duration half = Duration.between(asked, clock.instant()).dividedBy(2);
    Duration offset = Duration.between(asked.plus(half), told);
    List<Extension> pool =
        PoolReader.all(transaction).stream().map(live -> live.extension()).toList();
    return new Outcome(section(dialect, transaction, offset), Optional.of(pool));
  }

  private static Section section(Dialect dialect, Transaction transaction, Duration offset) {
    return switch (dialect) {
      case H2 ->
          new Section(
              SUBJECT,
              "H2 " + transaction.query(H2_VERSION).getFirst().text("version") + ", schema current",
              List.of());
      case POSTGRESQL -> postgres(new Postgres(PostgresSight.of(transaction)), offset);
    };
  }

  private static Section postgres(Postgres postgres, Duration offset) {
    var findings = new ArrayList<>(postgres.findings());
    Clocks.finding("clock-database", "the clock of the database", offset, "on its machine")
        .ifPresent(findings::add);
    String said = postgres.said() + ", schema current, clock " + Clocks.said(offset);
    return new Section(SUBJECT, said, findings);
  }
}
