package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.tables.TableDefinition;

/** Holds a table's schema against its definition for Spark; needs no session. */
public final class SchemaOracle {
  private SchemaOracle() {}

  /**
   * Both say the same of the table; conditions may be spelled in two ways that Spark reads alike.
   */
  public static void assertSame(TableSchema<?> schema, TableDefinition definition) {
    assertThat(schema.name()).isEqualTo(definition.name());
    assertThat(schema.comment()).isEqualTo(definition.comment());
    assertThat(schema.clusterBy()).isEqualTo(definition.clusterBy());
    assertThat(
            schema.columns().stream()
                .map(
                    column ->
                        new TableDefinition.Column(
                            column.name(),
                            type(column.type()),
                            column.nullable(),
                            column.comment()))
                .toList())
        .isEqualTo(definition.columns());
    Map<String, Expression> conditions = new TreeMap<>();
    schema
        .conditions()
        .forEach(condition -> conditions.put(condition.name(), parsed(condition.sql())));
    Map<String, Expression> constraints = new TreeMap<>();
    definition.constraints().forEach((name, sql) -> constraints.put(name, parsed(sql)));
    assertThat(conditions).isEqualTo(constraints);
  }

  private static Expression parsed(String sql) {
    return new CatalystSqlParser().parseExpression(sql);
  }

  private static DataType type(ColumnType type) {
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
      return DataTypes.createArrayType(type(list.element()));
    }
    if (type instanceof ColumnType.Struct<?> struct) {
      StructType fields = new StructType();
      for (ColumnType.Field<?> field : struct.fields()) {
        fields = fields.add(field.name(), type(field.type()));
      }
      return fields;
    }
    return DataTypes.createMapType(
        DataTypes.StringType,
        type instanceof ColumnType.CountMap ? DataTypes.LongType : DataTypes.StringType);
  }
}
