package io.ramal.history;

import io.ramal.database.Row;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads rows that somebody may have changed into something that we never write. */
final class Unchanged {

  private Unchanged() {}

  /**
   * What the reader makes of the row; throws Broken when it is none that we could have written.
   *
   * @param texts columns that hold NULL or a text, never an empty one: both have the same byte form
   */
  static <T> T read(String where, Row row, List<String> texts, Function<Row, T> reader) {
    try {
      Broken.unless(
          row.number("hash_algorithm") == ByteForm.ALGORITHM,
          where,
          "has a hash algorithm that this version does not know");
      texts.forEach(column -> notEmpty(where, row, column));
      return reader.apply(row);
    } catch (Broken broken) {
      throw broken;
    } catch (RuntimeException unreadable) {
      throw new Broken(where, "was changed: " + unreadable.getMessage());
    }
  }

  /** The hash of what was read; throws Broken when there is none of it, as of a time beyond all. */
  static Hash hashed(String where, Supplier<Hash> hash) {
    try {
      return hash.get();
    } catch (ArithmeticException beyond) {
      throw new Broken(where, "was changed: " + beyond.getMessage());
    }
  }

  private static void notEmpty(String where, Row row, String column) {
    Broken.unless(
        row.optionalText(column).filter(String::isEmpty).isEmpty(),
        where,
        "was changed: " + column + " is an empty text");
  }
}
