package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.Observed;
import org.xiaokang.indicator.Plan;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.Lake;
import org.xiaokang.tables.ReferenceTables;
import org.xiaokang.tables.TableDefinition;

/** Which indicators are computed anew after some observations changed. */
class ChangeTest {
  private static final String METRICS =
      Declared.metric("fund", "yuan", "flow", "{rule: sum, reason: a test}")
          + Declared.metric("poor", "person", "stock", "{rule: sum, reason: a test}");
  private static final String INDICATORS =
      Declared.indicator("money", "yuan", "x: {metric: fund}", "x")
          + Declared.indicator("heads", "person", "x: {metric: poor}", "x");
  private static final TableDefinition CATALOGUE =
      new TableDefinition(
          ReferenceTables.INDICATOR_CATALOGUE.name(),
          "What decides the values. Grain: indicator.",
          List.of(
              required("indicator", DataTypes.StringType, "Its id"),
              required("values_hash", DataTypes.StringType, "Its definition in short")),
          Map.of(),
          List.of("indicator"));

  @TempDir private Path folder;

  /** Since a release of the same two indicators. */
  private Change since(Observed observed) {
    Plan plan =
        Plan.of(
            Declared.catalogue(folder, METRICS, INDICATORS, Observed.regions("A", "", "B", "")));
    SparkSession spark = SparkTest.session();
    Lake lake = Lake.open(spark, folder.resolve("lake").toString());
    List<Row> before =
        plan.hashes().entrySet().stream()
            .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()))
            .toList();
    lake.overwrite(CATALOGUE, spark.createDataFrame(before, CATALOGUE.schema()), "run-1");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Map<String, Long> versions = Map.of(CATALOGUE.name(), 0L);
    Release release =
        new Release(
            "r", start, start, "0.1.0", "c", "f", versions, Map.of(), 0, 0, 0, 0, 0, Map.of());
    return Change.since(new Base(lake, release, versions), plan, observed.dataset());
  }

  @Test
  void onlyIndicatorsThatReadAMetricWhichChangedAreComputedAnew() {
    Change change = since(new Observed().year("A", "fund", 2019, "1"));
    assertThat(change.mayTouch(Set.of("money"))).isTrue();
    assertThat(change.mayTouch(Set.of("heads"))).isFalse();
  }

  /** All that a document says without a period stands on one row, in the order it was published. */
  @Test
  void aFigureWithoutAPeriodMayChangeAllThatItsDocumentSays() {
    Change change = since(new Observed().undated("d", "A", "fund", "1", "exact"));
    assertThat(change.mayTouch(Set.of("money"))).isTrue();
    assertThat(change.mayTouch(Set.of("heads"))).isTrue();
  }
}
