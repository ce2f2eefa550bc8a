package org.xiaokang.reader;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.XiaokangException;

/** Delta's types as DuckDB names them, and cells of Kernel's vectors as plain Java. */
final class KernelTypes {
  private static final Map<Class<? extends DataType>, String> SIMPLE =
      Map.ofEntries(
          Map.entry(StringType.class, "VARCHAR"),
          Map.entry(LongType.class, "BIGINT"),
          Map.entry(IntegerType.class, "INTEGER"),
          Map.entry(ShortType.class, "SMALLINT"),
          Map.entry(ByteType.class, "TINYINT"),
          Map.entry(DoubleType.class, "DOUBLE"),
          Map.entry(FloatType.class, "FLOAT"),
          Map.entry(BooleanType.class, "BOOLEAN"),
          Map.entry(DateType.class, "DATE"),
          Map.entry(TimestampType.class, "TIMESTAMP"),
          Map.entry(TimestampNTZType.class, "TIMESTAMP"),
          Map.entry(BinaryType.class, "BLOB"));

  private KernelTypes() {}

  /**
   * The type in DuckDB's SQL. A moment is a TIMESTAMP whose clock shows UTC: Spark's files say no
   * zone.
   *
   * @throws XiaokangException if DuckDB has none
   */
  static String sql(DataType type) {
    String simple = SIMPLE.get(type.getClass());
    if (simple != null) {
      return simple;
    }
    if (type instanceof DecimalType decimal) {
      return "DECIMAL(%d,%d)".formatted(decimal.getPrecision(), decimal.getScale());
    }
    if (type instanceof ArrayType array) {
      return sql(array.getElementType()) + "[]";
    }
    if (type instanceof MapType map) {
      return "MAP(%s, %s)".formatted(sql(map.getKeyType()), sql(map.getValueType()));
    }
    if (type instanceof StructType struct) {
      return struct.fields().stream()
          .map(field -> Sql.name(field.getName()) + " " + sql(field.getDataType()))
          .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }
    throw new XiaokangException(
        "a table has a column of the type '"
            + type
            + "', which this reader does not know; read it with jobs/query --engine spark");
  }

  /** A cell. */
  static @Nullable Object value(ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    }
    DataType type = vector.getDataType();
    if (type instanceof StructType struct) {
      StructCell cells = new StructCell();
      for (int i = 0; i < struct.length(); i++) {
        StructField field = struct.at(i);
        cells.put(field.getName(), value(vector.getChild(i), row));
      }
      return cells;
    }
    if (type instanceof ArrayType) {
      ArrayValue array = vector.getArray(row);
      return values(array.getElements(), array.getSize());
    }
    if (type instanceof MapType) {
      MapValue map = vector.getMap(row);
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      for (int i = 0; i < map.getSize(); i++) {
        entries.put(value(map.getKeys(), i), value(map.getValues(), i));
      }
      return entries;
    }
    return simple(vector, row, type);
  }

  private static List<@Nullable Object> values(ColumnVector elements, int size) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(value(elements, i));
    }
    return values;
  }

  private static Object simple(ColumnVector vector, int row, DataType type) {
    if (type instanceof StringType) {
      return vector.getString(row);
    }
    if (type instanceof LongType) {
      return vector.getLong(row);
    }
    if (type instanceof IntegerType) {
      return vector.getInt(row);
    }
    if (type instanceof DoubleType) {
      return vector.getDouble(row);
    }
    if (type instanceof BooleanType) {
      return vector.getBoolean(row);
    }
    if (type instanceof DecimalType) {
      return vector.getDecimal(row);
    }
    if (type instanceof DateType) {
      return LocalDate.ofEpochDay(vector.getInt(row));
    }
    if (type instanceof TimestampType || type instanceof TimestampNTZType) {
      return Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS);
    }
    throw new XiaokangException("a cell of the type '" + type + "' cannot be read here");
  }
}
