package org.xiaokang.reader;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row by the names of its columns. Cells are plain Java: text, {@code Long}, {@code Integer},
 * {@code Double}, {@code BigDecimal}, {@code Boolean}, {@link LocalDate}, {@link Instant}, {@code
 * byte[]}, a {@code List}, or a {@code Map} for a struct and for a map.
 *
 * @param cells column to cell, in the order of the columns
 */
public record TableRow(Map<String, @Nullable Object> cells) {
  /** Keeps a copy, in order; a cell may be null. */
  public TableRow {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** A cell; empty if it is null, or if there is no such column: a table may be older than it. */
  public Optional<Object> find(String column) {
    return Optional.ofNullable(cells.get(column));
  }

  /** A cell of a column that is required. */
  private Object cell(String column) {
    return Objects.requireNonNull(cells.get(column), column);
  }

  /** A text that every row has. */
  public String text(String column) {
    return (String) cell(column);
  }

  /** A text, or null. */
  public @Nullable String optionalText(String column) {
    return (String) cells.get(column);
  }

  /** A whole number that every row has. */
  public long number(String column) {
    return ((Number) cell(column)).longValue();
  }

  /** A number, or null. */
  public @Nullable Double real(String column) {
    return cells.get(column) instanceof Number number ? number.doubleValue() : null;
  }

  /** A number with its digits that every row has. */
  public BigDecimal decimal(String column) {
    return (BigDecimal) cell(column);
  }

  /** A truth that every row has. */
  public boolean is(String column) {
    return (Boolean) cell(column);
  }

  /** A day, or null. */
  public @Nullable LocalDate date(String column) {
    return (LocalDate) cells.get(column);
  }

  /** A moment that every row has. */
  public Instant instant(String column) {
    return (Instant) cell(column);
  }

  /** The texts of an array; none if it is null. */
  public List<String> texts(String column) {
    List<String> texts = new ArrayList<>();
    if (cells.get(column) instanceof List<?> list) {
      list.forEach(one -> texts.add(String.valueOf(one)));
    }
    return texts;
  }

  /** The structs of an array, as rows; none if it is null. */
  @SuppressWarnings("unchecked")
  public List<TableRow> rows(String column) {
    List<TableRow> rows = new ArrayList<>();
    if (cells.get(column) instanceof List<?> list) {
      list.forEach(one -> rows.add(new TableRow((Map<String, @Nullable Object>) one)));
    }
    return rows;
  }

  /** A map from text to whole numbers. */
  public Map<String, Long> counts(String column) {
    Map<String, Long> counts = new LinkedHashMap<>();
    ((Map<?, ?>) cell(column))
        .forEach((key, value) -> counts.put((String) key, ((Number) value).longValue()));
    return counts;
  }
}
