package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.SparkTest;
import org.xiaokang.tables.TableDefinition;

/** Holds a table's schema, and the rows that it makes of records, against Spark's. */
public final class SchemaOracle {
  private SchemaOracle() {}

  /**
   * Both say the same of a table: columns, types, comments, conditions, clustering. A condition may
   * be spelled in two ways that Spark reads alike.
   */
  public static void assertSame(TableSchema<?> schema, TableDefinition definition) {
    assertThat(schema.name()).isEqualTo(definition.name());
    assertThat(schema.comment()).isEqualTo(definition.comment());
    assertThat(columns(schema)).isEqualTo(definition.columns());
    Map<String, Expression> conditions = new HashMap<>();
    schema.conditions().forEach(one -> conditions.put(one.name(), parsed(one.sql())));
    Map<String, Expression> constraints = new HashMap<>();
    definition.constraints().forEach((name, sql) -> constraints.put(name, parsed(sql)));
    assertThat(conditions).isEqualTo(constraints);
    assertThat(schema.clusterBy()).isEqualTo(definition.clusterBy());
  }

  private static Expression parsed(String sql) {
    return new CatalystSqlParser().parseExpression(sql);
  }

  private static <T> List<TableDefinition.Column> columns(TableSchema<T> schema) {
    return schema.columns().stream()
        .map(
            one ->
                new TableDefinition.Column(
                    one.name(), spark(one.type()), one.nullable(), one.comment()))
        .toList();
  }

  /**
   * Records as rows for Spark.
   *
   * @throws AssertionError if a cell is of another class than its column's type names
   */
  public static <T> Dataset<Row> rows(TableSchema<T> schema, List<T> records) {
    StructType type = new StructType();
    for (TableDefinition.Column column : columns(schema)) {
      type = type.add(column.name(), column.type(), column.nullable());
    }
    List<Row> rows = new ArrayList<>();
    for (T record : records) {
      List<@Nullable Object> cells = new ArrayList<>();
      for (TableSchema.Column<T> column : schema.columns()) {
        cells.add(cell(column.type(), column.cell().apply(record), column.name()));
      }
      rows.add(RowFactory.create(cells.toArray()));
    }
    return SparkTest.session().createDataFrame(rows, type);
  }

  /** Of each record each condition's predicate says what its SQL says of the row. */
  public static <T> void assertConditionsAgree(TableSchema<T> schema, List<T> records) {
    for (TableSchema.Condition<T> condition : schema.conditions()) {
      List<Boolean> sql =
          rows(schema, records)
              .select(functions.expr("coalesce(" + condition.sql() + ", false)"))
              .collectAsList()
              .stream()
              .map(row -> row.getBoolean(0))
              .toList();
      assertThat(records.stream().map(one -> condition.holds().test(one)).toList())
          .as("%s: %s", condition.name(), condition.sql())
          .isEqualTo(sql);
    }
  }

  /** Names of the conditions that a record breaks. */
  public static <T> List<String> broken(TableSchema<T> schema, T record) {
    return schema.conditions().stream()
        .filter(condition -> !condition.holds().test(record))
        .map(TableSchema.Condition::name)
        .toList();
  }

  private static DataType spark(ColumnType type) {
    if (type instanceof ColumnType.Plain plain) {
      return switch (plain) {
        case TEXT -> DataTypes.StringType;
        case BOOLEAN -> DataTypes.BooleanType;
        case INTEGER -> DataTypes.IntegerType;
        case LONG -> DataTypes.LongType;
        case DOUBLE -> DataTypes.DoubleType;
        case DATE -> DataTypes.DateType;
        case TIMESTAMP -> DataTypes.TimestampType;
        case DECIMAL -> DataTypes.createDecimalType(38, 18);
      };
    }
    if (type instanceof ColumnType.ListOf list) {
      return DataTypes.createArrayType(spark(list.element()));
    }
    if (type instanceof ColumnType.TextMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    }
    if (type instanceof ColumnType.CountMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType);
    }
    return DataTypes.createStructType(
        ((ColumnType.Struct<?>) type)
            .fields().stream()
                .map(one -> DataTypes.createStructField(one.name(), spark(one.type()), true))
                .toArray(StructField[]::new));
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

  private static @Nullable Object cell(ColumnType type, @Nullable Object cell, String column) {
    if (cell == null) {
      return null;
    }
    if (type instanceof ColumnType.Plain plain) {
      assertThat(cell).as(column).isInstanceOf(java(plain));
      return cell instanceof Instant time ? time.truncatedTo(ChronoUnit.MICROS) : cell;
    }
    if (type instanceof ColumnType.ListOf list) {
      assertThat(cell).as(column).isInstanceOf(List.class);
      return ((List<?>) cell).stream().map(one -> cell(list.element(), one, column)).toArray();
    }
    if (type instanceof ColumnType.TextMap || type instanceof ColumnType.CountMap) {
      Class<?> value = type instanceof ColumnType.TextMap ? String.class : Long.class;
      assertThat(cell).as(column).isInstanceOf(Map.class);
      assertThat(new HashSet<Object>(((Map<?, ?>) cell).values()))
          .as(column)
          .allMatch(one -> one == null || value.isInstance(one));
      return cell;
    }
    return struct((ColumnType.Struct<?>) type, cell, column);
  }

  private static <S> Row struct(ColumnType.Struct<S> type, Object cell, String column) {
    @SuppressWarnings("unchecked") // as the column declares it
    S object = (S) cell;
    return RowFactory.create(
        type.fields().stream()
            .map(
                (Function<ColumnType.Field<S>, @Nullable Object>)
                    one -> cell(one.type(), one.cell().apply(object), column + "." + one.name()))
            .toArray());
  }
}
