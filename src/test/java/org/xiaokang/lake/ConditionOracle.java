package org.xiaokang.lake;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds what a table's conditions say in SQL against what they say of records: DuckDB reads it. */
public final class ConditionOracle {
  private ConditionOracle() {}

  /**
   * Of each record each condition's predicate says what its SQL says of the row.
   *
   * @throws AssertionError if one does not, or a cell is of another class than its column's type
   *     names
   */
  public static <T> void assertAgree(TableSchema<T> schema, List<T> records) {
    assertThat(records).isNotEmpty();
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement query = duckDb.createStatement()) {
      for (T record : records) {
        for (TableSchema.Condition<T> condition : schema.conditions()) {
          assertThat(condition.holds().test(record))
              .as("%s: %s, of %s", condition.name(), condition.sql(), record)
              .isEqualTo(holds(query, condition.sql(), row(schema, record)));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError("table " + schema.name(), e);
    }
  }

  /**
   * Reads the conditions of a table over no row.
   *
   * @throws SQLException if DuckDB does not understand one
   */
  static void read(TableSchema<?> schema) throws SQLException {
    String row =
        schema.columns().stream()
            .map(
                column -> "CAST(NULL AS %s) AS \"%s\"".formatted(sql(column.type()), column.name()))
            .collect(joining(", "));
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement query = duckDb.createStatement()) {
      for (TableSchema.Condition<?> condition : schema.conditions()) {
        holds(query, condition.sql(), row);
      }
    }
  }

  /** Names of the conditions that a record breaks. */
  public static <T> List<String> broken(TableSchema<T> schema, T record) {
    return schema.conditions().stream()
        .filter(condition -> !condition.holds().test(record))
        .map(TableSchema.Condition::name)
        .toList();
  }

  /** A condition that is null counts as broken. */
  private static boolean holds(Statement query, String condition, String row) throws SQLException {
    try (ResultSet result =
        query.executeQuery("SELECT coalesce(" + condition + ", false) FROM (SELECT " + row + ")")) {
      assertThat(result.next()).isTrue();
      return result.getBoolean(1);
    }
  }

  private static <T> String row(TableSchema<T> schema, T record) {
    return schema.columns().stream()
        .map(
            column ->
                literal(column.type(), column.cell().apply(record), column.name())
                    + " AS \""
                    + column.name()
                    + '"')
        .collect(joining(", "));
  }

  private static String literal(ColumnType type, @Nullable Object cell, String column) {
    String value = cell == null ? "NULL" : value(type, cell, column);
    return "CAST(" + value + " AS " + sql(type) + ")";
  }

  private static String value(ColumnType type, Object cell, String column) {
    if (type instanceof ColumnType.Plain plain) {
      assertThat(cell).as(column).isInstanceOf(java(plain));
      return text(cell.toString());
    }
    if (type instanceof ColumnType.ListOf list) {
      assertThat(cell).as(column).isInstanceOf(List.class);
      return ((List<?>) cell)
          .stream()
              .map(one -> literal(list.element(), one, column))
              .collect(joining(", ", "[", "]"));
    }
    if (type instanceof ColumnType.Struct<?> struct) {
      return struct(struct, cell, column);
    }
    ColumnType of =
        type instanceof ColumnType.TextMap ? ColumnType.Plain.TEXT : ColumnType.Plain.LONG;
    assertThat(cell).as(column).isInstanceOf(Map.class);
    return ((Map<?, ?>) cell)
        .entrySet().stream()
            .map(one -> text((String) one.getKey()) + ": " + literal(of, one.getValue(), column))
            .collect(joining(", ", "MAP {", "}"));
  }

  private static <S> String struct(ColumnType.Struct<S> type, Object cell, String column) {
    @SuppressWarnings("unchecked") // as the column declares it
    S object = (S) cell;
    return type.fields().stream()
        .map(
            field ->
                text(field.name())
                    + ": "
                    + literal(
                        field.type(), field.cell().apply(object), column + "." + field.name()))
        .collect(joining(", ", "{", "}"));
  }

  private static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String sql(ColumnType type) {
    if (type instanceof ColumnType.Plain plain) {
      return switch (plain) {
        case TEXT -> "VARCHAR";
        case LONG -> "BIGINT";
        case TIMESTAMP -> "TIMESTAMPTZ";
        case DECIMAL -> "DECIMAL(38,18)";
        case BOOLEAN -> "BOOLEAN";
        case INTEGER -> "INTEGER";
        case DOUBLE -> "DOUBLE";
        case DATE -> "DATE";
      };
    }
    if (type instanceof ColumnType.ListOf list) {
      return sql(list.element()) + "[]";
    }
    if (type instanceof ColumnType.Struct<?> struct) {
      return struct.fields().stream()
          .map(field -> '"' + field.name() + "\" " + sql(field.type()))
          .collect(joining(", ", "STRUCT(", ")"));
    }
    return type instanceof ColumnType.TextMap ? "MAP(VARCHAR, VARCHAR)" : "MAP(VARCHAR, BIGINT)";
  }

  private static Class<?> java(ColumnType.Plain type) {
    return switch (type) {
      case TEXT -> String.class;
      case BOOLEAN -> Boolean.class;
      case INTEGER -> Integer.class;
      case LONG -> Long.class;
      case DOUBLE -> Double.class;
      case DATE -> LocalDate.class;
      case TIMESTAMP -> Instant.class;
      case DECIMAL -> BigDecimal.class;
    };
  }
}
