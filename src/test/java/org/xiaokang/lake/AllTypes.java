package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.ColumnType.CountMap;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.ColumnType.TextMap;
import org.xiaokang.lake.TableSchema.Condition;

/**
 * A row with a cell of each type; all but the first may be null.
 *
 * @param cells the cells by the names of the columns
 */
record AllTypes(Map<String, @Nullable Object> cells) {
  private static final Struct<Input> INPUT =
      Struct.of(
          new Field<>("metric", Plain.TEXT, Input::metric),
          new Field<>("value", Plain.DOUBLE, Input::value),
          new Field<>("days", new ListOf(Plain.DATE), Input::days));

  /** An object with fields. */
  record Input(String metric, @Nullable Double value, @Nullable List<LocalDate> days) {
    /** As readers give a struct. */
    Map<String, @Nullable Object> named() {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      named.put("metric", metric);
      named.put("value", value);
      named.put("days", days);
      return named;
    }
  }

  static final TableSchema<AllTypes> SCHEMA =
      new TableSchema<>(
          "all_types",
          "One column of each type, 每种类型一列. Grain: ref_area.",
          List.of(
              required("ref_area", Plain.TEXT, "Region code", row -> row.cells.get("ref_area")),
              column("name", Plain.TEXT),
              column("preferred", Plain.BOOLEAN),
              column("reported", Plain.INTEGER),
              column("observation_id", Plain.LONG),
              column("coverage", Plain.DOUBLE),
              column("valid_from", Plain.DATE),
              column("finished_at", Plain.TIMESTAMP),
              column("obs_value", Plain.DECIMAL),
              column("flags", new ListOf(Plain.TEXT)),
              column("first_input", INPUT),
              column("inputs", new ListOf(INPUT)),
              column("attributes", new TextMap()),
              column("row_counts", new CountMap())),
          List.of(
              new Condition<>(
                  "coverage_is_a_share",
                  "coverage IS NULL OR coverage BETWEEN 0 AND 1",
                  row ->
                      !(row.cells.get("coverage") instanceof Double share)
                          || (share >= 0 && share <= 1))),
          List.of("ref_area", "valid_from", "finished_at", "observation_id"));

  private static TableSchema.Column<AllTypes> column(String name, ColumnType type) {
    return optional(name, type, "A cell of type " + type, row -> row.cells.get(name));
  }

  /** A row of which only the region is known. */
  static AllTypes of(String refArea) {
    return new AllTypes(Map.of()).with("ref_area", refArea);
  }

  AllTypes with(String column, @Nullable Object cell) {
    Map<String, @Nullable Object> changed = new HashMap<>(cells);
    changed.put(column, cell);
    return new AllTypes(changed);
  }

  /** Rows with what is easily mistaken: blanks, zeros, limits, nulls beside values. */
  static List<AllTypes> rows() {
    return List.of(
        of("140000"),
        of("410000")
            .with("name", "河南省")
            .with("preferred", true)
            .with("reported", 7)
            .with("observation_id", -1L)
            .with("coverage", 0.1)
            .with("valid_from", LocalDate.of(1949, 10, 1))
            .with("finished_at", Instant.parse("2026-01-01T21:00:00.123456Z"))
            .with("obs_value", new BigDecimal("12345.678000000000000000"))
            .with("flags", List.of("approx", "", "𠮷 high"))
            .with("first_input", new Input("income", 1.5, List.of(LocalDate.of(2020, 2, 29))))
            .with("inputs", List.of(new Input("a", null, null), new Input("b", -0.0, List.of())))
            .with("attributes", attributes())
            .with("row_counts", Map.of("indicators", 5L, "观测", 0L)),
        of("500000")
            .with("name", "")
            .with("preferred", false)
            .with("reported", Integer.MIN_VALUE)
            .with("observation_id", Long.MAX_VALUE)
            .with("coverage", 0.0)
            .with("valid_from", LocalDate.of(1400, 2, 28)) // before the Gregorian calendar
            .with("finished_at", Instant.parse("1899-12-31T23:59:59.999999Z"))
            .with("obs_value", new BigDecimal("-99999999999999999999.999999999999999999"))
            .with("flags", List.of())
            .with("first_input", new Input("", null, null))
            .with("inputs", List.of())
            .with("attributes", Map.of())
            .with("row_counts", Map.of()),
        of("510000")
            .with("observation_id", Long.MIN_VALUE)
            .with("obs_value", new BigDecimal("-0.000000000000000001"))
            .with("coverage", Double.MIN_VALUE)
            .with("valid_from", LocalDate.of(9999, 12, 31)),
        of("520000").with("obs_value", BigDecimal.valueOf(5, -3)));
  }

  private static Map<String, @Nullable Object> attributes() {
    Map<String, @Nullable Object> attributes = new HashMap<>();
    attributes.put("kind", "poor county");
    attributes.put("aid", null);
    return attributes;
  }

  /** The row as readers give it: decimals with all their places, structs by name. */
  Map<String, @Nullable Object> read() {
    Map<String, @Nullable Object> read = new HashMap<>();
    for (TableSchema.Column<AllTypes> column : SCHEMA.columns()) {
      read.put(column.name(), read(column.cell().apply(this)));
    }
    return read;
  }

  private static @Nullable Object read(@Nullable Object cell) {
    if (cell instanceof Input input) {
      return input.named();
    }
    if (cell instanceof List<?> list) {
      return Arrays.asList(list.stream().map(AllTypes::read).toArray());
    }
    return cell instanceof BigDecimal number ? number.setScale(18) : cell;
  }
}
