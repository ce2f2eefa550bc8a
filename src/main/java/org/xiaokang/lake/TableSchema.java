package org.xiaokang.lake;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a table is, and how a record becomes a row of it.
 *
 * @param <T> the record that a row is made of
 * @param name the table's name, which is also its folder in the lake
 * @param comment one sentence or two: meaning and grain
 * @param columns the columns in order
 * @param conditions what holds for every row
 * @param clusterBy columns by which rows lie together, at most four; files are skipped by them
 */
public record TableSchema<T>(
    String name,
    String comment,
    List<Column<T>> columns,
    List<Condition<T>> conditions,
    List<String> clusterBy) {
  private static final int MOST_CLUSTERED = 4;

  /** Keeps copies. */
  public TableSchema {
    columns = List.copyOf(columns);
    conditions = List.copyOf(conditions);
    clusterBy = List.copyOf(clusterBy);
    Set<String> names = new HashSet<>();
    for (Column<T> column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            "table '%s' defines column '%s' twice; name each column once"
                .formatted(name, column.name()));
      }
    }
    if (!names.containsAll(clusterBy) || clusterBy.size() > MOST_CLUSTERED) {
      throw new IllegalArgumentException(
          "table '%s' is clustered by %s; expected at most %d of its columns %s"
              .formatted(name, clusterBy, MOST_CLUSTERED, names));
    }
  }

  /**
   * One column.
   *
   * @param name the column's name
   * @param type the type of its cells
   * @param nullable whether a row may lack it
   * @param comment meaning, with the unit where the value has one
   * @param cell takes the cell from the record
   * @param repeats whether the same cells come again and again, so that a file gains by a list of
   *     those it has
   */
  public record Column<T>(
      String name,
      ColumnType type,
      boolean nullable,
      String comment,
      Function<T, ? extends @Nullable Object> cell,
      boolean repeats) {

    /** A column that every row has. */
    public static <T> Column<T> required(
        String name,
        ColumnType type,
        String comment,
        Function<T, ? extends @Nullable Object> cell) {
      return new Column<>(name, type, false, comment, cell, true);
    }

    /** A column that may be null. */
    public static <T> Column<T> optional(
        String name,
        ColumnType type,
        String comment,
        Function<T, ? extends @Nullable Object> cell) {
      return new Column<>(name, type, true, comment, cell, true);
    }

    /** The same column, of which nearly every row has a cell of its own. */
    public Column<T> ofItsOwn() {
      return new Column<>(name, type, nullable, comment, cell, false);
    }
  }

  /**
   * What holds for every row, said twice: for whoever reads the table or writes to it by other
   * means, and for the writer here. A test reads every table against {@code sql}.
   *
   * @param name what it says, in snake_case
   * @param sql the condition over the table's columns, in SQL that Spark and DuckDB read alike; a
   *     condition that is null counts as broken
   * @param holds the same over the record
   */
  public record Condition<T>(String name, String sql, Predicate<T> holds) {}
}
