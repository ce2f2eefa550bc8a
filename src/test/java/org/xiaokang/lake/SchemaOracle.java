package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.lake.ColumnType.CountMap;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;
import org.xiaokang.tables.TableDefinition;

/** Holds a table's schema against the definition by which Spark writes the same table. */
final class SchemaOracle {
  private SchemaOracle() {}

  /** Requires that both say the same. */
  static void assertSame(TableSchema<?> schema, TableDefinition definition) {
    assertThat(schema.name()).isEqualTo(definition.name());
    assertThat(schema.comment()).isEqualTo(definition.comment());
    assertThat(schema.columns().stream().map(SchemaOracle::column).toList())
        .isEqualTo(definition.columns());
    assertThat(
            schema.conditions().stream()
                .collect(Collectors.toMap(TableSchema.Condition::name, TableSchema.Condition::sql)))
        .isEqualTo(Map.copyOf(definition.constraints()));
    assertThat(schema.clusterBy()).isEqualTo(definition.clusterBy());
  }

  private static TableDefinition.Column column(TableSchema.Column<?> column) {
    return new TableDefinition.Column(
        column.name(), type(column.type()), column.nullable(), column.comment());
  }

  private static DataType type(ColumnType type) {
    if (type instanceof Plain plain) {
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
    if (type instanceof ListOf list) {
      return DataTypes.createArrayType(type(list.element()));
    }
    if (type instanceof TextMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    }
    if (type instanceof CountMap) {
      return DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType);
    }
    StructType struct = new StructType();
    for (Field<?> field : ((Struct<?>) type).fields()) {
      struct = struct.add(field.name(), type(field.type()));
    }
    return struct;
  }
}
