package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.tables.IntakeTables.OBSERVATIONS;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.Release;
import org.xiaokang.tables.TableDefinition.Column;

/** A lake that began before conflicts were counted. */
class ConflictsViewTest {
  private static final List<String> NEW = List.of("stated_by", "relative_difference");

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.session();

  @Test
  void anOldReleaseStaysReadableAndTheNextLoadCounts() {
    Lake lake = Lake.open(spark, folder.toString());
    List<Column> before =
        OBSERVATIONS.columns().stream().filter(column -> !NEW.contains(column.name())).toList();
    TableDefinition old =
        new TableDefinition(
            OBSERVATIONS.name(),
            OBSERVATIONS.comment(),
            before,
            Map.of(),
            OBSERVATIONS.clusterBy());
    long first = lake.overwrite(old, figures(old), "run-1").version();
    lake.publish(release("run-1", first));
    Release latest = lake.latestRelease().orElseThrow();
    spark.catalog().dropTempView(Conflicts.NAME);
    lake.views(latest);
    assertThat(spark.table("observations").count()).isEqualTo(2);
    assertThat(spark.catalog().tableExists(Conflicts.NAME)).isFalse();
    assertThatThrownBy(() -> lake.tables(latest).table(Conflicts.NAME))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("no column 'stated_by'")
        .hasMessageContaining("run 'load' or 'nightly' again");

    long second = lake.overwrite(OBSERVATIONS, figures(OBSERVATIONS), "run-2").version();
    lake.views(release("run-2", second));
    assertThat(spark.sql("select doc_id from conflicts").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("d1", "d0");
  }

  /** Two figures of 2019; the one of document d1 is preferred. */
  private Dataset<Row> figures(TableDefinition table) {
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("doc_id", "'d' || id"),
            Map.entry("freq", "'A'"),
            Map.entry("period_kind", "'year'"),
            Map.entry("time_period", "'2019'"),
            Map.entry("qualifier", "'exact'"),
            Map.entry("obs_status", "'A'"),
            Map.entry("region_match", "'same'"),
            Map.entry("shares", "array()"),
            Map.entry("preferred", "id = 1"),
            Map.entry("stated_by", "2"),
            Map.entry("relative_difference", "0"));
    return spark
        .range(2)
        .selectExpr(
            table.columns().stream()
                .map(
                    column ->
                        "CAST(%s AS %s) AS %s"
                            .formatted(
                                values.getOrDefault(
                                    column.name(), column.nullable() ? "NULL" : "1"),
                                column.type().sql(),
                                column.name()))
                .toArray(String[]::new));
  }

  private static Release release(String id, long version) {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    return new Release(
        id,
        start,
        start,
        "0.1.0",
        "c",
        "f",
        Map.of(OBSERVATIONS.name(), version),
        Map.of(OBSERVATIONS.name(), 2L),
        2,
        2,
        0,
        0,
        0,
        Map.of());
  }
}
