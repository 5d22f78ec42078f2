package io.ramal.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** Tells from Flyway's table how a schema stands. */
final class SchemaLook {

  private static final int H2_ALREADY_OPEN = 90020;
  private static final Set<Integer> H2_NOT_FOUND = Set.of(90013, 90146, 90149);

  private SchemaLook() {}

  static SchemaState at(Flyway flyway) {
    MigrationInfoService info = flyway.info();
    if (info.applied().length == 0) {
      return SchemaState.MISSING;
    }
    if (Stream.of(info.applied()).anyMatch(SchemaLook::isUnknown)) {
      return SchemaState.NEWER;
    }
    if (Stream.of(info.applied()).anyMatch(SchemaLook::isChanged)) {
      return SchemaState.CHANGED;
    }
    return info.pending().length > 0 ? SchemaState.OLDER : SchemaState.CURRENT;
  }

  private static boolean isUnknown(MigrationInfo migration) {
    return !migration.getState().isResolved();
  }

  private static boolean isChanged(MigrationInfo migration) {
    return migration.getState().isFailed()
        || !migration.isChecksumMatching()
        || !migration.isDescriptionMatching();
  }

  /** The failures that say what there is: H2 in use, or not there. */
  static Optional<SchemaState> ofNoDatabase(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return of(sql);
      }
    }
    return Optional.empty();
  }

  private static Optional<SchemaState> of(SQLException failure) {
    int code = failure.getErrorCode();
    if (code == H2_ALREADY_OPEN) {
      return Optional.of(SchemaState.IN_USE);
    }
    return H2_NOT_FOUND.contains(code) ? Optional.of(SchemaState.ABSENT) : Optional.empty();
  }
}
