package io.ramal.database;

import io.ramal.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** Tells from an SQL state what a failure means, on H2 and PostgreSQL. */
final class Failures {

  /** Serialization failure, deadlock victim (both databases), and H2's lock timeout. */
  private static final Set<String> TRANSIENT = Set.of("40001", "40P01", "HYT00");

  /** PostgreSQL: shutting down, crashed, starting up, too many connections. H2: closed, closing. */
  private static final Set<String> AWAY =
      Set.of("57P01", "57P02", "57P03", "53300", "90098", "90121", "90067", "90007");

  private Failures() {}

  static DatabaseException inStatement(RuntimeException failure) {
    return new DatabaseException(
        away(failure) ? Kind.UNAVAILABLE : Kind.REJECTED, message(failure), failure);
  }

  static DatabaseException inCommit(RuntimeException failure) {
    return new DatabaseException(Kind.OUTCOME_UNKNOWN, message(failure), failure);
  }

  /** Whether the database rolled the transaction back and it is worth running again. */
  static boolean worthRetrying(RuntimeException failure) {
    return sql(failure).map(SQLException::getSQLState).filter(TRANSIENT::contains).isPresent();
  }

  private static boolean away(RuntimeException failure) {
    return sql(failure).map(Failures::away).orElse(false);
  }

  private static boolean away(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || state.startsWith("08")
        || AWAY.contains(state);
  }

  private static String message(RuntimeException failure) {
    return sql(failure).map(SQLException::getMessage).orElse(String.valueOf(failure.getMessage()));
  }

  private static Optional<SQLException> sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }
}
