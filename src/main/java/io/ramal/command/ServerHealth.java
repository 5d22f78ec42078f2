package io.ramal.command;

import io.ramal.database.Database;
import io.ramal.database.DatabaseException;
import io.ramal.database.Transaction;
import io.ramal.http.Health;
import io.ramal.pbx.LinkView;
import io.ramal.pbx.Links;
import java.util.Map;

/** What {@code /observe/health} looks at. */
final class ServerHealth {

  private ServerHealth() {}

  /** Without the database nothing can be answered. */
  static Health database(Database database) {
    return new Health("database", () -> looked(database));
  }

  private static Health.Condition looked(Database database) {
    try {
      return new Health.Condition(
          true, Map.of("time", database.inTransaction(Transaction::now).toString()));
    } catch (DatabaseException failure) {
      return new Health.Condition(false, Map.of("failure", String.valueOf(failure.getMessage())));
    }
  }

  /** A PBX that is away makes nobody ill: everything answers. */
  static Health pbx(Links links) {
    return new Health(
        "pbx",
        () ->
            new Health.Condition(
                true,
                Map.of(
                    "connected",
                    links.amiConnected(),
                    "synced",
                    links.views().stream().allMatch(LinkView::synced))));
  }
}
