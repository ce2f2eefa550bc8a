package org.xiaokang.lake;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.Type.Repetition.OPTIONAL;
import static org.apache.parquet.schema.Type.Repetition.REPEATED;
import static org.apache.parquet.schema.Type.Repetition.REQUIRED;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.xiaokang.lake.ColumnType.CountMap;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;

/**
 * Columns as a Parquet file has them, in the shapes that the format prescribes (Apache Parquet,
 * LogicalTypes.md): a list is a group of three levels, a map a repeated group of key and value.
 */
final class ParquetTypes {
  static final String LIST = "list";
  static final String ELEMENT = "element";
  static final String ENTRY = "key_value";
  static final String KEY = "key";
  static final String VALUE = "value";

  private ParquetTypes() {}

  /** A table's columns. */
  static MessageType schema(TableSchema<?> table) {
    List<Type> fields = new ArrayList<>();
    for (TableSchema.Column<?> column : table.columns()) {
      fields.add(type(column.type(), column.nullable() ? OPTIONAL : REQUIRED, column.name()));
    }
    return new MessageType("row", fields);
  }

  private static Type type(ColumnType type, Repetition repetition, String name) {
    if (type instanceof Plain plain) {
      return type(plain, repetition, name);
    }
    if (type instanceof ListOf list) {
      return Types.buildGroup(repetition)
          .as(listType())
          .addField(
              Types.buildGroup(REPEATED)
                  .addField(type(list.element(), OPTIONAL, ELEMENT))
                  .named(LIST))
          .named(name);
    }
    if (type instanceof TextMap) {
      return map(Plain.TEXT, repetition, name);
    }
    if (type instanceof CountMap) {
      return map(Plain.LONG, repetition, name);
    }
    List<Type> fields = new ArrayList<>();
    for (Field<?> field : ((Struct<?>) type).fields()) {
      fields.add(type(field.type(), OPTIONAL, field.name()));
    }
    return Types.buildGroup(repetition).addFields(fields.toArray(Type[]::new)).named(name);
  }

  private static Type map(Plain value, Repetition repetition, String name) {
    return Types.buildGroup(repetition)
        .as(mapType())
        .addField(
            Types.buildGroup(REPEATED)
                .addField(type(Plain.TEXT, REQUIRED, KEY))
                .addField(type(value, OPTIONAL, VALUE))
                .named(ENTRY))
        .named(name);
  }

  private static Type type(Plain type, Repetition repetition, String name) {
    return switch (type) {
      case TEXT -> primitive(PrimitiveTypeName.BINARY, stringType(), repetition, name);
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case DOUBLE -> Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case DATE -> primitive(PrimitiveTypeName.INT32, dateType(), repetition, name);
      case TIMESTAMP ->
          primitive(
              PrimitiveTypeName.INT64,
              timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS),
              repetition,
              name);
      case DECIMAL ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(StoredDecimals.BYTES)
              .as(decimalType(StoredDecimals.SCALE, StoredDecimals.PRECISION))
              .named(name);
    };
  }

  private static Type primitive(
      PrimitiveTypeName type, LogicalTypeAnnotation as, Repetition repetition, String name) {
    return Types.primitive(type, repetition).as(as).named(name);
  }
}
