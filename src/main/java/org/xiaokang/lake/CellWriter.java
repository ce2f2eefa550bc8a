package org.xiaokang.lake;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.ColumnType.CountMap;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;

/** Writes cells of one type that are there. */
interface CellWriter {
  /**
   * Writes a cell.
   *
   * @throws IllegalArgumentException if the column cannot hold it; the message goes on after the
   *     column's name
   * @throws ClassCastException if it is not of the Java class that {@link ColumnType} names
   */
  void write(Object cell, RowSink to);

  /** The writer of a column. */
  static CellWriter of(TableSchema.Column<?> column) {
    return column.type() == Plain.TEXT && !column.repeats()
        ? (cell, to) -> to.text(TextBytes.once((String) cell))
        : of(column.type());
  }

  /** The writer of a type. */
  private static CellWriter of(ColumnType type) {
    if (type instanceof Plain plain) {
      return of(plain);
    }
    if (type instanceof ListOf list) {
      return list(of(list.element()));
    }
    if (type instanceof TextMap) {
      return map(of(Plain.TEXT), true);
    }
    if (type instanceof CountMap) {
      return map(of(Plain.LONG), false);
    }
    return struct((Struct<?>) type);
  }

  private static CellWriter of(Plain type) {
    return switch (type) {
      case TEXT -> new TextCellWriter();
      case BOOLEAN -> (cell, to) -> to.truth((Boolean) cell);
      case INTEGER -> (cell, to) -> to.number((int) (Integer) cell);
      case LONG -> (cell, to) -> to.number((long) (Long) cell);
      case DOUBLE -> (cell, to) -> to.number((double) (Double) cell);
      case DATE -> (cell, to) -> to.number(Math.toIntExact(((LocalDate) cell).toEpochDay()));
      case TIMESTAMP -> (cell, to) -> to.number(micros((Instant) cell));
      case DECIMAL -> (cell, to) -> to.number((BigDecimal) cell);
    };
  }

  /** Microseconds since 1970, what is finer cut off. */
  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
  }

  private static CellWriter list(CellWriter element) {
    return (cell, to) -> {
      List<?> list = (List<?>) cell;
      to.beginGroup();
      to.count(list.size());
      if (!list.isEmpty()) {
        to.begin(ParquetTypes.LIST, 0);
        for (Object one : list) {
          if (one == null) {
            throw new IllegalArgumentException("holds a null in a list; expected none");
          }
          to.beginGroup();
          to.begin(ParquetTypes.ELEMENT, 0);
          element.write(one, to);
          to.end(ParquetTypes.ELEMENT, 0);
          to.endGroup();
        }
        to.end(ParquetTypes.LIST, 0);
      }
      to.endGroup();
    };
  }

  /** In the order of the keys, since a map has none of its own. */
  private static CellWriter map(CellWriter value, boolean nullable) {
    CellWriter key = of(Plain.TEXT);
    return (cell, to) -> {
      Map<String, @Nullable Object> map = new TreeMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) cell).entrySet()) {
        if (entry.getKey() == null || (entry.getValue() == null && !nullable)) {
          throw new IllegalArgumentException(
              "holds the entry %s in a map; expected no null".formatted(entry));
        }
        map.put((String) entry.getKey(), entry.getValue());
      }
      to.beginGroup();
      to.count(map.size());
      if (!map.isEmpty()) {
        to.begin(ParquetTypes.ENTRY, 0);
        for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
          to.beginGroup();
          part(ParquetTypes.KEY, 0, key, entry.getKey(), to);
          part(ParquetTypes.VALUE, 1, value, entry.getValue(), to);
          to.endGroup();
        }
        to.end(ParquetTypes.ENTRY, 0);
      }
      to.endGroup();
    };
  }

  private static void part(
      String name, int index, CellWriter writer, @Nullable Object cell, RowSink to) {
    if (cell == null) {
      to.absent();
    } else {
      to.begin(name, index);
      writer.write(cell, to);
      to.end(name, index);
    }
  }

  private static <S> CellWriter struct(Struct<S> type) {
    List<Field<S>> fields = type.fields();
    List<CellWriter> writers = new ArrayList<>();
    fields.forEach(field -> writers.add(of(field.type())));
    return (cell, to) -> {
      @SuppressWarnings("unchecked") // a cell of this type is such an object
      S object = (S) cell;
      to.beginGroup();
      for (int i = 0; i < fields.size(); i++) {
        Function<S, ? extends @Nullable Object> part = fields.get(i).cell();
        part(fields.get(i).name(), i, writers.get(i), part.apply(object), to);
      }
      to.endGroup();
    };
  }
}
