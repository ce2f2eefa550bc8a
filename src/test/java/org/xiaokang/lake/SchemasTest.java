package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SampleLake;
import org.xiaokang.SparkTest;
import org.xiaokang.compare.ComparisonTable;
import org.xiaokang.config.ReaderLimits;
import org.xiaokang.lake.TableSchema.Column;
import org.xiaokang.lake.TableSchema.Condition;
import org.xiaokang.reader.ConfidentialTables;
import org.xiaokang.reader.LakeReader;
import org.xiaokang.reader.Release;
import org.xiaokang.reader.ReleaseReader;
import org.xiaokang.reader.TableColumn;
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
                  AssessmentsTable.SCHEMA,
                  ContradictionsTable.SCHEMA,
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
  void everyTableCanBeDeclaredAndItsConditionsReadByDuckDbAndBySpark() throws IOException {
    TableCommitter committer = TableCommitter.open(folder.toString(), HADOOP, null);
    List<TableFiles> empty = new ArrayList<>();
    ALL.forEach(table -> empty.add(committer.write(table, List.of())));
    Map<String, Long> versions = new HashMap<>();
    committer
        .overwriteAll(empty, "run-1", told -> {})
        .forEach(result -> versions.put(result.table(), result.version()));
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    Release release =
        new Release("r", now, now, "0", "c", "f", versions, Map.of(), 0, 0, 0, 0, 0, Map.of());

    LakeReader lake = LakeReader.open(folder.toString(), HADOOP);
    try (ReleaseReader reader = ReleaseReader.open(lake, release, ReaderLimits.DEFAULT)) {
      for (TableSchema<?> table : ALL) {
        assertThat(reader.columns(table.name()))
            .extracting(TableColumn::name)
            .isEqualTo(table.columns().stream().map(Column::name).toList());
        assertDeclared(table);
        assertThat(broken(reader, table)).isEmpty();
      }
    }
  }

  /** As Spark reads the log: what every row must have, and conditions that hold for the columns. */
  private void assertDeclared(TableSchema<?> table) throws IOException {
    StructType declared = declared(folder.resolve(table.name() + "/_delta_log"));
    for (Column<?> column : table.columns()) {
      assertThat(declared.apply(column.name()).nullable())
          .as("%s.%s", table.name(), column.name())
          .isEqualTo(column.nullable());
    }
    Dataset<Row> rows = SparkTest.session().createDataFrame(List.of(), declared);
    for (Condition<?> condition : table.conditions()) {
      assertThat(rows.select(functions.expr(condition.sql())).schema().apply(0).dataType())
          .as("%s: %s", table.name(), condition.sql())
          .isEqualTo(DataTypes.BooleanType);
    }
  }

  private static StructType declared(Path log) throws IOException {
    for (String action : Files.readAllLines(log.resolve("00000000000000000000.json"))) {
      JsonNode schema = new ObjectMapper().readTree(action).path("metaData").path("schemaString");
      if (!schema.isMissingNode()) {
        return (StructType) DataType.fromJson(schema.asText());
      }
    }
    throw new IllegalStateException(log + " declares no table");
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
