package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.tables.TableDefinition;

/** The schema of a table, held against the definition that Spark writes by. */
public final class SchemaOracle {
  private SchemaOracle() {}

  /** Requires that both say the same, in every word. */
  public static void assertSame(TableSchema<?> schema, TableDefinition definition) {
    assertThat(schema.name()).isEqualTo(definition.name());
    assertThat(schema.comment()).isEqualTo(definition.comment());
    assertThat(schema.columns().stream().map(SchemaOracle::column).toList())
        .isEqualTo(definition.columns());
    Map<String, String> conditions =
        schema.conditions().stream()
            .collect(Collectors.toMap(TableSchema.Condition::name, TableSchema.Condition::sql));
    assertThat(conditions).isEqualTo(definition.constraints());
    assertThat(schema.clusterBy()).isEqualTo(definition.clusterBy());
  }

  private static TableDefinition.Column column(TableSchema.Column<?> column) {
    return new TableDefinition.Column(
        column.name(), type(column.type()), column.nullable(), column.comment());
  }

  private static DataType type(ColumnType type) {
    if (type instanceof ColumnType.ListOf list) {
      return DataTypes.createArrayType(type(list.element()));
    }
    if (type instanceof ColumnType.TextMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    }
    if (type instanceof ColumnType.CountMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType);
    }
    if (type instanceof ColumnType.Struct<?> struct) {
      StructType fields = new StructType();
      for (ColumnType.Field<?> field : struct.fields()) {
        fields = fields.add(field.name(), type(field.type()));
      }
      return fields;
    }
    return switch ((ColumnType.Plain) type) {
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
