package org.xiaokang.lake;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.ArrayList;
import java.util.List;
import org.xiaokang.lake.ColumnType.CountMap;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;

/** Columns as the log of a Delta table says them. */
final class DeltaTypes {
  private DeltaTypes() {}

  /** A table's columns, with NOT NULL and comments. */
  static StructType schema(TableSchema<?> table) {
    List<StructField> fields = new ArrayList<>();
    for (TableSchema.Column<?> column : table.columns()) {
      fields.add(
          new StructField(
              column.name(),
              type(column.type()),
              column.nullable(),
              FieldMetadata.builder().putString("comment", column.comment()).build()));
    }
    return new StructType(fields);
  }

  /**
   * Delta can hold writers to NOT NULL for whole columns only, so no part of one is declared so.
   */
  private static DataType type(ColumnType type) {
    if (type instanceof Plain plain) {
      return type(plain);
    }
    if (type instanceof ListOf list) {
      return new ArrayType(type(list.element()), true);
    }
    if (type instanceof TextMap) {
      return new MapType(StringType.STRING, StringType.STRING, true);
    }
    if (type instanceof CountMap) {
      return new MapType(StringType.STRING, LongType.LONG, true);
    }
    List<StructField> fields = new ArrayList<>();
    for (Field<?> field : ((Struct<?>) type).fields()) {
      fields.add(new StructField(field.name(), type(field.type()), true));
    }
    return new StructType(fields);
  }

  private static DataType type(Plain type) {
    return switch (type) {
      case TEXT -> StringType.STRING;
      case BOOLEAN -> BooleanType.BOOLEAN;
      case INTEGER -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case DOUBLE -> DoubleType.DOUBLE;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case DECIMAL -> new DecimalType(StoredDecimals.PRECISION, StoredDecimals.SCALE);
    };
  }
}
