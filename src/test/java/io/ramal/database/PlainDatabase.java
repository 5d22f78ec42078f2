package io.ramal.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The same statements over plain JDBC, to see what DbClient costs. It runs nothing again. */
public record PlainDatabase(HikariDataSource source, Dialect dialect) implements Database {

  /** On connections of its own. */
  public static Database open(DatabaseSettings settings) {
    return new PlainDatabase(
        new HikariDataSource(Databases.pool(settings)), Dialect.of(settings.url()));
  }

  @Override
  public <T> T inTransaction(Function<Transaction, T> work) {
    try (Connection connection = source.getConnection()) {
      T result = work.apply(new PlainTransaction(connection));
      connection.commit();
      return result;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public <T> T inSnapshot(Function<Transaction, T> work) {
    return inTransaction(work);
  }

  @Override
  public void close() {
    source.close();
  }

  private record PlainTransaction(Connection connection) implements Transaction {

    @Override
    public List<Row> query(String sql, Object... parameters) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, parameters);
        try (ResultSet rows = statement.executeQuery()) {
          return rows(rows);
        }
      } catch (SQLException failure) {
        throw new IllegalStateException(sql, failure);
      }
    }

    private static List<Row> rows(ResultSet rows) throws SQLException {
      int width = rows.getMetaData().getColumnCount();
      var columns = new ArrayList<String>(width);
      for (int i = 1; i <= width; i++) {
        columns.add(rows.getMetaData().getColumnLabel(i));
      }
      var all = new ArrayList<Row>();
      while (rows.next()) {
        var values = new Object[width];
        for (int i = 0; i < width; i++) {
          values[i] = rows.getObject(i + 1);
        }
        all.add(new PlainRow(columns, values));
      }
      return all;
    }

    private static void bind(PreparedStatement statement, Object... parameters)
        throws SQLException {
      for (int i = 0; i < parameters.length; i++) {
        Object parameter = parameters[i];
        statement.setObject(
            i + 1, parameter instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameter);
      }
    }

    @Override
    public long update(String sql, Object... parameters) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bind(statement, parameters);
        return statement.executeUpdate();
      } catch (SQLException failure) {
        throw new IllegalStateException(sql, failure);
      }
    }

    @Override
    public Instant now() {
      return query("SELECT clock_timestamp() AS now").getFirst().time("now");
    }

    @Override
    public Instant now(Instant databaseTime) {
      return databaseTime;
    }
  }

  private record PlainRow(List<String> columns, Object[] values) implements Row {

    private Optional<Object> value(String column) {
      return Optional.ofNullable(values[columns.indexOf(column)]);
    }

    @Override
    public String text(String column) {
      return optionalText(column).orElseThrow();
    }

    @Override
    public Optional<String> optionalText(String column) {
      return value(column).map(Object::toString);
    }

    @Override
    public long number(String column) {
      return optionalNumber(column).orElseThrow();
    }

    @Override
    public Optional<Long> optionalNumber(String column) {
      return value(column).map(number -> ((Number) number).longValue());
    }

    @Override
    public boolean flag(String column) {
      return (Boolean) value(column).orElseThrow();
    }

    @Override
    public Instant time(String column) {
      return optionalTime(column).orElseThrow();
    }

    @Override
    public Optional<Instant> optionalTime(String column) {
      return value(column)
          .map(
              time ->
                  time instanceof OffsetDateTime offset
                      ? offset.toInstant()
                      : ((java.sql.Timestamp) time).toInstant());
    }

    @Override
    public byte[] bytes(String column) {
      return (byte[]) value(column).orElseThrow();
    }
  }
}
