package io.ramal.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Rows turned into columns, one array each: what UNNEST takes. A null in an array is NULL. */
final class Columns<T> {

  private final List<T> rows;
  private final List<Object> arrays = new ArrayList<>();

  Columns(List<T> rows) {
    this.rows = rows;
  }

  void texts(Function<T, String> column) {
    add(column, String[]::new);
  }

  <V> void add(Function<T, V> column, IntFunction<V[]> array) {
    arrays.add(rows.stream().map(column).toArray(array));
  }

  Object[] parameters() {
    return arrays.toArray();
  }
}
