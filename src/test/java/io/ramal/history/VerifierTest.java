package io.ramal.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import io.ramal.extension.Trigger;
import io.ramal.pool.PoolReader;
import io.ramal.pool.TestPool;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever somebody changes with all rights and no triggers, the verifier names the row. */
class VerifierTest {

  private static final String TABLE = "extension_history";
  private static final String LINKS = "pbx_link_history";

  /** Another legal word for those columns whose words the schema restricts. */
  private static final Map<String, Map<String, String>> OTHERS =
      Map.of(
          "from_state", Map.of("free", "busy", "busy", "free", "in_call", "free"),
          "to_state", Map.of("free", "busy", "busy", "free", "in_call", "free"),
          "source", Map.of("api", "ami", "ami", "api", "configuration", "timer"));

  @ParameterizedTest
  @EnumSource
  void provesAHistoryThatNobodyTouched(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      var proven = assertInstanceOf(Verdict.Proven.class, history.verify());

      assertEquals(last(history, TABLE), proven.rows());
      assertEquals(4, proven.linkRows());
      assertEquals(3, proven.extensions());
    }
  }

  @ParameterizedTest
  @EnumSource
  void provesAnEmptyHistory(TestDatabase kind) throws SQLException {
    try (var pool = TestPool.of(kind)) {
      var proven =
          assertInstanceOf(
              Verdict.Proven.class, new Verifier(pool.database(), PoolReader::all).verify());

      assertEquals(0, proven.rows());
    }
  }

  private static long last(Recorded history, String table) throws SQLException {
    return (Long) history.value("history_head", "last_id", "chain = '" + table + "'");
  }

  @ParameterizedTest
  @EnumSource
  void seesAChangeOfAnyColumnOfAnyRow(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      long seed = System.nanoTime();
      var random = new Random(seed);
      for (String table : List.of(TABLE, LINKS)) {
        long rows = last(history, table);
        for (String column : history.columns(table)) {
          long id = 1 + random.nextLong(rows);
          changed(history, table, column, id, "seed " + seed);
        }
      }
      assertInstanceOf(Verdict.Proven.class, history.verify(), "all was put back");
    }
  }

  private static void changed(Recorded history, String table, String column, long id, String seed)
      throws SQLException {
    Object value = history.value(table, column, "id = " + id);
    Object other = other(column, value);
    set(history, table, column, other, id);
    broken(history.verify(), table + " row " + id, column + " was " + value + ", " + seed);
    set(history, table, column, value, column.equals("id") ? (Long) other : id);
  }

  private static void set(Recorded history, String table, String column, Object value, long id)
      throws SQLException {
    String type = column.equals("facts") ? "CAST(? AS json_text)" : "?";
    String sql = "UPDATE " + table + " SET " + column + " = " + type + " WHERE id = ?";
    Object bound = column.equals("facts") ? value.toString() : value;
    assertEquals(1, history.tamper(sql, bound, id), column);
  }

  private static Object other(String column, Object value) {
    if (OTHERS.containsKey(column)) {
      return OTHERS.get(column).get((String) value);
    }
    return switch (value) {
      case null -> column.matches("cause|differences|contacts_lost") ? (Object) 0 : "";
      case Long number -> number + 1_000;
      case Integer number -> number + 1;
      case Timestamp time -> aMicrosecondLater(time);
      case OffsetDateTime time -> time.plusNanos(1_000);
      case byte[] bytes -> flipped(bytes);
      case String text -> flipped(text);
      default -> flipped(value.toString());
    };
  }

  private static Timestamp aMicrosecondLater(Timestamp time) {
    return Timestamp.from(time.toInstant().plusNanos(1_000));
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[7] ^= 1;
    return flipped;
  }

  /** Another letter at the end, or for JSON within a name. */
  private static String flipped(String text) {
    return text.startsWith("{")
        ? text.replace("\"lease\"", "\"leasf\"")
        : text.substring(0, text.length() - 1) + (text.endsWith("x") ? "y" : "x");
  }

  private static void broken(Verdict verdict, String where, String what) {
    var broken = assertInstanceOf(Verdict.Broken.class, verdict, what);
    assertEquals(where, broken.where(), () -> what + ": " + broken);
  }

  @Test
  void seesATimeBeyondAllTimes() throws SQLException {
    try (var history = new Recorded(TestDatabase.POSTGRESQL)) {
      history.tamper("UPDATE extension_history SET occurred_at = 'infinity' WHERE id = 3");

      broken(history.verify(), "extension_history row 3", "was changed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesARowThatWasDeleted(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      for (String table : List.of(TABLE, LINKS)) {
        for (long id : List.of(1L, 3L)) {
          String delete = "DELETE FROM " + table + " WHERE id = " + id;

          broken(history.verifyAfter(table, delete), table + " row " + id, delete);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesATailThatWasCutOff(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      for (String table : List.of(TABLE, LINKS)) {
        String cut = "DELETE FROM " + table + " WHERE id >= " + (last(history, table) - 1);

        broken(history.verifyAfter(table, cut), "history_head", cut);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesATailThatWasCutOffTogetherWithTheEndOfTheChain(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      long last = last(history, TABLE);
      history.tamper("DELETE FROM extension_history WHERE id = ?", last);
      history.tamper(
          """
          UPDATE history_head
             SET last_id = ?,
                 last_hash = (SELECT hash FROM extension_history WHERE id = ?),
                 last_recorded_at = (SELECT recorded_at FROM extension_history WHERE id = ?)
           WHERE chain = 'extension_history'
          """,
          last - 1,
          last - 1,
          last - 1);

      broken(history.verify(), "extensions row 3002", "tail and head");
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesTwoRowsThatChangedPlaces(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      history.tamper("UPDATE extension_history SET id = 0 WHERE id = 5");
      history.tamper("UPDATE extension_history SET id = 5 WHERE id = 6");
      history.tamper("UPDATE extension_history SET id = 6 WHERE id = 0");

      broken(history.verify(), "extension_history row 5", "swapped");
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesARowThatWasSlippedIn(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      copy(history, last(history, TABLE), last(history, TABLE) + 1, "recorded_at", "9999");

      broken(history.verify(), "extension_history row " + (last(history, TABLE) + 1), "slipped in");
    }
  }

  private static void copy(Recorded history, long from, long to, String recordedAt, String version)
      throws SQLException {
    history.tamper(
        """
        INSERT INTO extension_history
        SELECT ?, extension, VERSION, event, from_state, to_state, occurred_at, RECORDED_AT, source,
               actor, request_id, client_address, lease_id, holder, pbx, channel, uniqueid,
               linkedid, contact_uri, user_agent, cause, detail, facts, hash_algorithm, hash
          FROM extension_history
         WHERE id = ?
        """
            .replace("VERSION", version)
            .replace("RECORDED_AT", recordedAt),
        to,
        from);
  }

  /** On PostgreSQL an id is unique only together with recorded_at. */
  @Test
  void seesARowThatIsThereTwice() throws SQLException {
    try (var history = new Recorded(TestDatabase.POSTGRESQL)) {
      copy(history, 4, 4, "recorded_at + interval '10 years'", "version");

      broken(history.verify(), "extension_history row 4", "twice");
    }
  }

  @Test
  void seesARowThatIsThereTwiceAtTheEndOfAPage() throws SQLException {
    try (var history = new Recorded(TestDatabase.POSTGRESQL)) {
      fill(history, 2_100);
      copy(history, 2_000, 2_000, "recorded_at + interval '10 years'", "version");

      var broken = assertInstanceOf(Verdict.Broken.class, history.verify());
      assertTrue(List.of(TABLE, TABLE + " row 2000").contains(broken.where()), broken::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void provesAHistoryOfMoreThanOnePage(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      fill(history, 2_100);

      var proven = assertInstanceOf(Verdict.Proven.class, history.verify());
      assertTrue(proven.rows() > 2_100);
    }
  }

  /** A contact that comes and goes. */
  private static void fill(Recorded history, int rows) {
    var triggers = new ArrayList<Trigger>();
    for (int i = 0; i < 100; i++) {
      triggers.add(TestPool.seen("sip:x"));
      triggers.add(TestPool.gone("sip:x"));
    }
    for (int filled = 0; filled < rows; filled += triggers.size()) {
      history.pool().heard("3001", triggers.toArray(Trigger[]::new));
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesAnEndOfTheChainThatWasMoved(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      for (String table : List.of(TABLE, LINKS)) {
        for (String change :
            List.of(
                "UPDATE history_head SET last_id = last_id + 1",
                "UPDATE history_head SET last_id = last_id - 1",
                "UPDATE history_head SET last_hash = CAST('\\x00' AS BYTEA)",
                "UPDATE history_head SET last_hash = (SELECT hash FROM " + table + " WHERE id = 2)",
                "UPDATE history_head SET last_recorded_at = clock_timestamp()",
                "DELETE FROM history_head")) {
          String sql = change + " WHERE chain = '" + table + "'";

          broken(history.verifyAfter("history_head", sql), "history_head", sql);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesALiveRowThatIsNotWhatItsLastRowOfHistorySays(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      for (String change :
          List.of(
              "UPDATE extensions SET version = version + 1 WHERE extension = '3000'",
              "UPDATE extensions SET lease_holder = 'tab-9' WHERE extension = '3000'",
              "UPDATE extensions SET fixed = TRUE WHERE extension = '3000'",
              "UPDATE extensions SET state_since = clock_timestamp() WHERE extension = '3000'",
              "UPDATE extensions SET free_since = clock_timestamp() WHERE extension = '3000'",
              "UPDATE extensions SET disowned_count = 1 WHERE extension = '3000'",
              "UPDATE extensions SET contact_count = 0 WHERE extension = '3000'",
              "UPDATE extensions SET channel_count = 5 WHERE extension = '3000'",
              "UPDATE extension_contacts SET status = 'Gone' WHERE extension = '3000'",
              "UPDATE extension_contacts SET disowned = TRUE WHERE extension = '3000'",
              "UPDATE extension_channels SET channel = 'PJSIP/x' WHERE extension = '3000'",
              "DELETE FROM extension_contacts WHERE extension = '3000'",
              "DELETE FROM extension_channels WHERE extension = '3000'")) {
        broken(history.verifyAfter(table(change), change), "extensions row 3000", change);
      }
    }
  }

  private static String table(String change) {
    return change.replaceFirst("(UPDATE|DELETE FROM) (\\w+) .*", "$2");
  }

  @ParameterizedTest
  @EnumSource
  void seesAnExtensionThatMovedUnrecorded(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      history.pool().addPbx("b");
      history.tamper("UPDATE extensions SET pbx = 'b' WHERE extension = '3000'");

      broken(history.verify(), "extensions row 3000", "pbx");
    }
  }

  @ParameterizedTest
  @EnumSource
  void seesAnExtensionThatVanishedOrNeverWas(TestDatabase kind) throws SQLException {
    try (var history = new Recorded(kind)) {
      history.tamper("DELETE FROM extension_contacts WHERE extension = '3000'");
      history.tamper("DELETE FROM extension_channels WHERE extension = '3000'");
      history.tamper("DELETE FROM extensions WHERE extension = '3000'");

      broken(history.verify(), "extensions row 3000", "vanished");
    }
    try (var history = new Recorded(kind)) {
      history.tamper("UPDATE extensions SET extension = '3999' WHERE extension = '3001'");

      broken(history.verify(), "extensions row 3999", "never was");
    }
  }
}
