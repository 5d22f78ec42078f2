package io.ramal.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ramal.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/hash-chain.md is exact: what it says is enough to recompute every hash. */
class HashChainTest {

  private static final Path DOCUMENT = Path.of("docs", "hash-chain.md");
  private static final String MARK = "<!-- From here on written by HashChainTest. -->\n";
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @EnumSource
  void aSecondImplementationFromTheDocumentAloneComesToTheSameHashes(TestDatabase kind)
      throws SQLException, IOException {
    try (var history = new Recorded(kind)) {
      assertTrue(rows(history, "extension_history") >= 10);
      assertEquals(4, rows(history, "pbx_link_history"));
    }
  }

  /** Recomputes each row of the table; how many there were. */
  private static int rows(Recorded history, String table) throws SQLException, IOException {
    List<String> columns = columns(table);
    String sql = "SELECT " + String.join(", ", columns) + ", hash FROM " + table + " ORDER BY id";
    byte[] previous = new byte[32];
    int rows = 0;
    try (var statement = history.superuser().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        previous = PlainHash.of(previous, values(row, columns.size()));
        assertArrayEquals(row.getBytes("hash"), previous, table + " row " + row.getLong("id"));
        rows++;
      }
    }
    return rows;
  }

  /** The columns that the document lists for a table. */
  private static List<String> columns(String table) throws IOException {
    String line =
        document()
            .lines()
            .filter(each -> each.startsWith("| `" + table + "` |"))
            .findFirst()
            .orElseThrow();
    String list = line.substring(line.indexOf('|', 1) + 1).replaceAll("[`| ]", "");
    return Arrays.asList(list.split(","));
  }

  private static List<Object> values(ResultSet row, int count) throws SQLException {
    var values = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      values.add(plain(row.getObject(i)));
    }
    return values;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case null -> null;
      case Integer number -> number.longValue();
      case Timestamp time -> time.toInstant();
      case OffsetDateTime time -> time.toInstant();
      case Long number -> number;
      default -> value.toString();
    };
  }

  @Test
  void itsQueryForPostgresProvesTheHistoryAndNamesTheRowThatWasChanged()
      throws SQLException, IOException {
    try (var history = new Recorded(TestDatabase.POSTGRESQL)) {
      assertEquals(List.of(), ids(history, query(0)));

      history.tamper("UPDATE extension_history SET holder = 'tab-9' WHERE id = 4");

      assertEquals(List.of(4L), ids(history, query(0)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsQueryForGapsNamesTheRowThatDoesNotFollow(TestDatabase kind)
      throws SQLException, IOException {
    try (var history = new Recorded(kind)) {
      assertEquals(List.of(), ids(history, query(1)));

      history.tamper("DELETE FROM extension_history WHERE id = 4");

      assertEquals(5L, ids(history, query(1)).getFirst());
    }
  }

  private static String query(int number) throws IOException {
    return SQL.matcher(document()).results().skip(number).findFirst().orElseThrow().group(1);
  }

  private static List<Long> ids(Recorded history, String sql) throws SQLException {
    var ids = new ArrayList<Long>();
    try (var statement = history.superuser().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        ids.add(row.getLong("id"));
      }
    }
    return ids;
  }

  @Test
  void itsExampleIsWhatRamalWrites() throws IOException {
    String document = document();
    int end = document.indexOf(MARK) + MARK.length();
    if (Boolean.getBoolean("ramal.write.docs")) {
      String prose = document.substring(0, end);
      Files.writeString(DOCUMENT, prose + ExampleRows.text(), UTF_8);
    } else {
      assertEquals(
          document.substring(end),
          ExampleRows.text(),
          "the byte form is no longer what "
              + DOCUMENT
              + " says; a new form needs a new number. To write the example anew:"
              + " mvn -Dtest=HashChainTest -Dramal.write.docs=true test");
    }
  }

  private static String document() throws IOException {
    return Files.readString(DOCUMENT, UTF_8);
  }
}
