package io.ramal.benchmark;

import io.ramal.database.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The end of the history as a row that no database has. */
record MemoryRow(long lastId, byte[] lastHash) implements Row {

  @Override
  public String text(String column) {
    throw none(column);
  }

  @Override
  public Optional<String> optionalText(String column) {
    throw none(column);
  }

  @Override
  public long number(String column) {
    return lastId;
  }

  @Override
  public Optional<Long> optionalNumber(String column) {
    throw none(column);
  }

  @Override
  public boolean flag(String column) {
    throw none(column);
  }

  @Override
  public Instant time(String column) {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Optional<Instant> optionalTime(String column) {
    throw none(column);
  }

  @Override
  public byte[] bytes(String column) {
    return lastHash;
  }

  private static IllegalStateException none(String column) {
    return new IllegalStateException("no column " + column);
  }
}
