package org.xiaokang.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;

/** Some rows of a table put in the place of others. */
class ReplacingTest {
  private static final TableDefinition VALUES =
      new TableDefinition(
          "values",
          "Values. Grain: ref_area, time_period.",
          List.of(
              required("ref_area", StringType, "Region code"),
              required("time_period", StringType, "Year"),
              optional("obs_value", DoubleType, "Income in yuan/person")),
          Map.of("not_negative", "obs_value >= 0"),
          List.of("ref_area"));

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();
  private Lake lake;

  @BeforeEach
  void threeRegionsOfTwoYears() {
    lake = Lake.open(spark, folder.resolve("lake").toString());
    lake.overwrite(VALUES, rows("A 2019 1", "A 2020 2", "B 2019 3", "B 2020 4", "C 2019 5"), "1");
  }

  private org.apache.spark.sql.Dataset<Row> rows(String... lines) {
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(" ", -1);
      rows.add(RowFactory.create(cells[0], cells[1], Double.valueOf(cells[2])));
    }
    return spark.createDataFrame(rows, VALUES.schema().asNullable());
  }

  private WriteResult replace(Column where, String run, String... lines) {
    return lake.writeAll(List.of(new TableWrite(VALUES, rows(lines), where)), run, told -> {})
        .get(0);
  }

  private List<String> content(long version) {
    return lake.read("values", version).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1) + " " + (long) row.getDouble(2))
        .sorted()
        .toList();
  }

  @Test
  void rowsGoAndComeInOneCommitAndTheVersionBeforeStays() {
    WriteResult result = replace(col("ref_area").isin("B", "D"), "2", "B 2020 7", "D 2020 8");
    assertThat(result).isEqualTo(new WriteResult("values", 1, 5, true));
    assertThat(content(1))
        .containsExactly("A 2019 1", "A 2020 2", "B 2020 7", "C 2019 5", "D 2020 8");
    assertThat(content(0))
        .containsExactly("A 2019 1", "A 2020 2", "B 2019 3", "B 2020 4", "C 2019 5");
  }

  @Test
  void theSameRowsAreNoCommit() {
    assertThat(replace(col("ref_area").equalTo("B"), "2", "B 2020 4", "B 2019 3"))
        .isEqualTo(new WriteResult("values", 0, 5, false));
    assertThat(lake.version("values")).isZero();
  }

  @Test
  void theWholeContentIsKnownAfterIt() {
    replace(col("ref_area").equalTo("B"), "2", "B 2020 7");
    replace(col("time_period").equalTo("2019"), "3");
    assertThat(content(2)).containsExactly("A 2020 2", "B 2020 7");
    assertThat(lake.overwrite(VALUES, rows("B 2020 7", "A 2020 2"), "4").changed()).isFalse();
    assertThat(lake.overwrite(VALUES, rows("B 2020 7", "A 2020 3"), "5").changed()).isTrue();
  }

  @Test
  void theRowsThatStayAreNotWrittenAgain() {
    replace(col("ref_area").equalTo("B"), "2", "B 2020 7");
    List<Row> files = lake.read("values").select("_metadata.file_path").distinct().collectAsList();
    List<Row> before =
        lake.read("values", 0).select("_metadata.file_path").distinct().collectAsList();
    assertThat(files).hasSize(before.size() + 1).containsAll(before);
  }

  @Test
  void aRowThatBreaksAConstraintLeavesTheTableAsItWas() {
    try {
      replace(col("ref_area").equalTo("B"), "2", "B 2020 -1");
    } catch (RuntimeException e) {
      assertThat(e).hasMessageContaining("values");
    }
    assertThat(lake.version("values")).isZero();
  }
}
