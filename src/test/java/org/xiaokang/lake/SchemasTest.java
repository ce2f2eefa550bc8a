package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SampleLake;
import org.xiaokang.SparkTest;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;
import org.xiaokang.reader.ConfidentialTables;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.tables.Lake;

/** What is to hold of every table that a run writes. */
class SchemasTest {
  private static final Configuration HADOOP = new Configuration();
  private static final List<TableSchema<?>> ALL =
      Stream.concat(
              ComparisonTable.all().stream()
                  .<TableSchema<?>>map(table -> ComparisonSchemas.of(table)),
              Stream.of(
                  RejectedMetricsTable.SCHEMA,
                  ObservationsTable.SCHEMA,
                  ObservationHistoryTable.SCHEMA,
                  SourceFilesTable.SCHEMA,
                  IndicatorsTable.SCHEMA,
                  ReconciliationTable.SCHEMA,
                  DisclosureGroupsTable.SCHEMA,
                  QualityResultsTable.SCHEMA,
                  CatalogueTables.REGIONS,
                  CatalogueTables.METRICS,
                  CatalogueTables.INDICATOR_CATALOGUE,
                  ReleasesTable.SCHEMA))
          .toList();

  @TempDir private Path folder;

  @Test
  void everyTableSaysWhatItAndItsColumnsMean() {
    assertThat(ALL).extracting(TableSchema::name).doesNotHaveDuplicates();
    for (TableSchema<?> table : ALL) {
      assertThat(table.comment()).as(table.name()).contains("Grain: ");
      assertThat(table.columns())
          .as(table.name())
          .allSatisfy(column -> assertThat(column.comment()).as(column.name()).isNotBlank());
      assertThat(table.clusterBy()).as(table.name()).isNotEmpty();
      assertThat(table.conditions())
          .as(table.name())
          .extracting(condition -> condition.name())
          .doesNotHaveDuplicates()
          .allSatisfy(name -> assertThat(name).matches("[a-z][a-z_]*"));
    }
  }

  /** An export leaves them out by their names. */
  @Test
  void whatIsConfidentialIsATable() {
    assertThat(ConfidentialTables.NAMES)
        .containsExactlyInAnyOrder(
            RejectedMetricsTable.SCHEMA.name(),
            ObservationsTable.SCHEMA.name(),
            ObservationHistoryTable.SCHEMA.name(),
            DisclosureGroupsTable.SCHEMA.name());
  }

  @Test
  void everyTableCanBeDeclaredAndItsConditionsReadBySpark() {
    TableCommitter committer = TableCommitter.open(folder.toString(), HADOOP, null);
    List<TableFiles> empty = new ArrayList<>();
    ALL.forEach(table -> empty.add(committer.write(table, List.of())));
    assertThat(committer.overwriteAll(empty, "run-1", told -> {}))
        .hasSameSizeAs(ALL)
        .allMatch(WriteResult::changed);
    for (TableSchema<?> table : ALL) {
      Dataset<Row> rows =
          SparkTest.session().read().format("delta").load(folder + "/" + table.name());
      assertThat(rows.columns())
          .containsExactlyElementsOf(table.columns().stream().map(Column::name).toList());
      for (Column<?> column : table.columns()) {
        assertThat(rows.schema().apply(column.name()).nullable())
            .as("%s.%s", table.name(), column.name())
            .isEqualTo(column.nullable());
      }
      for (Condition<?> condition : table.conditions()) {
        assertThat(rows.where(functions.expr(condition.sql())).isEmpty())
            .as("%s: %s", table.name(), condition.sql())
            .isTrue();
      }
    }
  }

  @Test
  void everyRowOfALakeKeepsTheConditionsOfItsTable() {
    Lake lake = SampleLake.in(folder);
    Release release = lake.latestRelease().orElseThrow();
    List<String> read = new ArrayList<>();
    try (ReleaseReader reader = ReleaseReader.open(lake.reader(), release, ReaderLimits.DEFAULT)) {
      for (TableSchema<?> table : ALL) {
        if (release.tables().containsKey(table.name())) {
          assertThat(broken(reader, table)).isEmpty();
          read.add(table.name());
        }
      }
    }
    assertThat(read)
        .contains(
            "observations",
            "rejected_metrics",
            "source_files",
            "indicators",
            "quality",
            "regions",
            "metrics",
            "indicator_catalogue");
  }

  /** A condition that is null counts as broken. */
  private static List<String> broken(ReleaseReader reader, TableSchema<?> table) {
    List<String> broken = new ArrayList<>();
    for (Condition<?> condition : table.conditions()) {
      String rows =
          "SELECT count(*) FROM %s WHERE NOT coalesce(%s, false)"
              .formatted(table.name(), condition.sql());
      if (!List.of(0L).equals(reader.query(rows).first(1).get(0))) {
        broken.add(table.name() + ": " + condition.name());
      }
    }
    return broken;
  }

  @Test
  void aSchemaThatContradictsItselfIsRefused() {
    Column<String> area =
        Column.required("ref_area", ColumnType.Plain.TEXT, "Region code", one -> one);
    assertThatThrownBy(() -> new TableSchema<>("t", "c", List.of(area, area), List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table 't' defines column 'ref_area' twice; name each column once");
    assertThatThrownBy(() -> new TableSchema<>("t", "c", List.of(area), List.of(), List.of("name")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("table 't' is clustered by [name]")
        .hasMessageContaining("expected at most 4 of its columns [ref_area]");
  }
}
