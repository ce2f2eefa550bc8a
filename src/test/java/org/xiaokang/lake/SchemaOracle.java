package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.xiaokang.tables.TableDefinition;

/** Whether the schema of a table says what its old definition says. */
public final class SchemaOracle {
  private SchemaOracle() {}

  /** Name, comment, columns, conditions and clustering are the same. */
  public static void assertSame(TableSchema<?> schema, TableDefinition definition) {
    assertThat(schema.name()).isEqualTo(definition.name());
    assertThat(schema.comment()).isEqualTo(definition.comment());
    List<String> columns = new ArrayList<>();
    for (TableSchema.Column<?> column : schema.columns()) {
      String type = type(column.type()).sql();
      columns.add(told(column.name(), type, column.nullable(), column.comment()));
    }
    assertThat(columns)
        .as(schema.name())
        .containsExactlyElementsOf(
            definition.columns().stream()
                .map(c -> told(c.name(), c.type().sql(), c.nullable(), c.comment()))
                .toList());
    Map<String, String> conditions = new TreeMap<>();
    schema.conditions().forEach(condition -> conditions.put(condition.name(), condition.sql()));
    assertThat(conditions).as(schema.name()).isEqualTo(new TreeMap<>(definition.constraints()));
    assertThat(schema.conditions()).hasSameSizeAs(conditions.entrySet());
    assertThat(schema.clusterBy()).isEqualTo(definition.clusterBy());
  }

  private static String told(String name, String type, boolean nullable, String comment) {
    return "%s %s%s: %s".formatted(name, type, nullable ? "" : " NOT NULL", comment);
  }

  /** The type in Spark; elements and fields may be null there. */
  public static DataType type(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return DataTypes.createArrayType(type(list.element()));
    }
    if (type instanceof ColumnType.Struct<?> struct) {
      List<StructField> fields = new ArrayList<>();
      struct
          .fields()
          .forEach(f -> fields.add(DataTypes.createStructField(f.name(), type(f.type()), true)));
      return DataTypes.createStructType(fields);
    }
    if (type instanceof ColumnType.TextMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    }
    return type instanceof ColumnType.CountMap
        ? DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType)
        : plain((ColumnType.Plain) type);
  }

  private static DataType plain(ColumnType.Plain type) {
    return switch (type) {
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
}
