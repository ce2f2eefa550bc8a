package org.xiaokang.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The type of a column's cells, and the Java class that a cell is given in. */
public sealed interface ColumnType {

  /** A type without parts. */
  enum Plain implements ColumnType {
    /** A {@link String}. */
    TEXT,
    /** A {@link Boolean}. */
    BOOLEAN,
    /** An {@link Integer}. */
    INTEGER,
    /** A {@link Long}. */
    LONG,
    /** A {@link Double}. */
    DOUBLE,
    /** A {@link java.time.LocalDate}. */
    DATE,
    /** A {@link java.time.Instant}, to the microsecond. */
    TIMESTAMP,
    /** A {@link java.math.BigDecimal} as DECIMAL(38,18): 20 digits before the point, 18 behind. */
    DECIMAL
  }

  /** A {@link List} without nulls. */
  record ListOf(ColumnType element) implements ColumnType {}

  /** A {@link java.util.Map} from text to text; values may be null, keys not. */
  record TextMap() implements ColumnType {}

  /** A {@link java.util.Map} from text to {@link Long}, without nulls. */
  record CountMap() implements ColumnType {}

  /** An object with fields. */
  record Struct<S>(List<Field<S>> fields) implements ColumnType {
    /** Keeps a copy. */
    public Struct {
      fields = List.copyOf(fields);
    }

    /** A struct of these fields. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies them
    public static <S> Struct<S> of(Field<S>... fields) {
      List<Field<S>> all = new ArrayList<>();
      for (Field<S> field : fields) {
        all.add(field);
      }
      return new Struct<>(all);
    }
  }

  /**
   * A field of an object; it may be null.
   *
   * @param name its name
   * @param type its type
   * @param cell takes it from the object
   */
  record Field<S>(String name, ColumnType type, Function<S, ? extends @Nullable Object> cell) {}
}
