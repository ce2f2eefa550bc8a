package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xiaokang.lake.ColumnType.Plain;

/** A row of two cells, for tests of commits. */
record Value(String refArea, @Nullable Double value) {
  static TableSchema<Value> schema(String table) {
    return new TableSchema<>(
        table,
        "Values. Grain: ref_area.",
        List.of(
            required("ref_area", Plain.TEXT, "Region code", Value::refArea),
            optional("value", Plain.DOUBLE, "Value, percent", Value::value)),
        List.of(
            new TableSchema.Condition<>(
                "area_is_known", "ref_area <> ''", row -> !row.refArea().isEmpty())),
        List.of("ref_area"));
  }

  static List<Value> of(String... areas) {
    return Stream.of(areas).map(area -> new Value(area, 1.0)).toList();
  }
}
