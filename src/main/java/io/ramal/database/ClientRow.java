package io.ramal.database;

import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A row of Helidon's DbClient, whose values come as the driver's own types. */
record ClientRow(DbRow row) implements Row {

  @Override
  public String text(String column) {
    return optionalText(column).orElseThrow(() -> isNull(column));
  }

  @Override
  public Optional<String> optionalText(String column) {
    return value(column).map(Object::toString);
  }

  @Override
  public long number(String column) {
    return optionalNumber(column).orElseThrow(() -> isNull(column));
  }

  @Override
  public Optional<Long> optionalNumber(String column) {
    return value(column).map(number -> ((Number) number).longValue());
  }

  @Override
  public boolean flag(String column) {
    return (Boolean) value(column).orElseThrow(() -> isNull(column));
  }

  @Override
  public Instant time(String column) {
    return optionalTime(column).orElseThrow(() -> isNull(column));
  }

  @Override
  public Optional<Instant> optionalTime(String column) {
    return value(column).map(ClientRow::instant);
  }

  @Override
  public byte[] bytes(String column) {
    return (byte[]) value(column).orElseThrow(() -> isNull(column));
  }

  /** Only this way of asking survives a NULL. */
  private Optional<Object> value(String column) {
    return Optional.ofNullable(row.column(column).get(Object.class));
  }

  private static Instant instant(Object value) {
    return switch (value) {
      case Timestamp time -> time.toInstant();
      case OffsetDateTime time -> time.toInstant();
      default -> throw new IllegalStateException("not a time: " + value.getClass());
    };
  }

  private static IllegalStateException isNull(String column) {
    return new IllegalStateException("column " + column + " is NULL");
  }
}
