package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Holds records against the rows that Spark has of the same table. */
public final class RowOracle {
  private RowOracle() {}

  /**
   * Both are the same rows, digit by digit, in whatever order, and there are some; the records keep
   * the table's conditions. Cells are compared as text: a table with structs needs an oracle of its
   * own.
   */
  public static <T> void assertSame(TableSchema<T> schema, List<T> records, Dataset<Row> rows) {
    assertThat(records)
        .allSatisfy(
            one ->
                assertThat(schema.conditions())
                    .allSatisfy(condition -> assertThat(condition.holds().test(one)).isTrue()));
    List<String> names = schema.columns().stream().map(TableSchema.Column::name).toList();
    assertThat(
            records.stream()
                .map(one -> shown(schema.columns().stream().map(c -> c.cell().apply(one))))
                .sorted()
                .toList())
        .isNotEmpty()
        .isEqualTo(
            rows.collectAsList().stream()
                .map(row -> shown(names.stream().map(name -> row.<@Nullable Object>getAs(name))))
                .sorted()
                .toList());
  }

  private static String shown(Stream<? extends @Nullable Object> cells) {
    return cells.map(String::valueOf).collect(Collectors.joining("|"));
  }
}
