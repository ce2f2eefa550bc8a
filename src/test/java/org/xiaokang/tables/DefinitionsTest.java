package org.xiaokang.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xiaokang.tables.IndicatorTables.INDICATORS;
import static org.xiaokang.tables.IndicatorTables.RECONCILIATION;
import static org.xiaokang.tables.IntakeTables.OBSERVATIONS;
import static org.xiaokang.tables.IntakeTables.OBSERVATION_REVISIONS;
import static org.xiaokang.tables.IntakeTables.RAW_METRICS;
import static org.xiaokang.tables.IntakeTables.REJECTED_METRICS;
import static org.xiaokang.tables.IntakeTables.SOURCE_FILES;
import static org.xiaokang.tables.ReferenceTables.INDICATOR_CATALOGUE;
import static org.xiaokang.tables.ReferenceTables.METRICS;
import static org.xiaokang.tables.ReferenceTables.REGIONS;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.ConfidentialTables;
import org.xiaokang.tables.IndicatorTables.Profile;
import org.xiaokang.tables.TableDefinition.Column;

class DefinitionsTest {
  private static final List<TableDefinition> ALL =
      Stream.concat(
              ComparisonTables.all().stream(),
              Stream.of(
                  RAW_METRICS,
                  REJECTED_METRICS,
                  OBSERVATIONS,
                  OBSERVATION_REVISIONS,
                  SOURCE_FILES,
                  INDICATORS,
                  IndicatorTables.regionProfiles(
                      List.of(new Profile("income_growth", "Growth of income, percent"))),
                  RECONCILIATION,
                  QualityTable.QUALITY,
                  REGIONS,
                  METRICS,
                  INDICATOR_CATALOGUE,
                  ReleaseTable.RELEASES))
          .toList();

  private static final Map<String, String> OBSERVATION =
      Map.ofEntries(
          Map.entry("source", "'reports'"),
          Map.entry("doc_id", "'d'"),
          Map.entry("obs_id", "'1'"),
          Map.entry("observation_id", "1"),
          Map.entry("ref_area", "'140000'"),
          Map.entry("panel_area", "'140000'"),
          Map.entry("region_match", "'same'"),
          Map.entry("shares", "array()"),
          Map.entry("metric", "'m'"),
          Map.entry("scope", "'all'"),
          Map.entry("freq", "'_U'"),
          Map.entry("period_kind", "'unknown'"),
          Map.entry("time_period", "'_U'"),
          Map.entry("obs_value", "1.5"),
          Map.entry("unit_measure", "'yuan'"),
          Map.entry("value_printed", "'1.5'"),
          Map.entry("unit_printed", "'yuan'"),
          Map.entry("qualifier", "'exact'"),
          Map.entry("obs_status", "'A'"),
          Map.entry("preferred", "true"),
          Map.entry("stated_by", "1"));

  private static final Map<String, String> VALUE =
      Map.ofEntries(
          Map.entry("ref_area", "'140000'"),
          Map.entry("panel_area", "'140000'"),
          Map.entry("indicator", "'income_growth'"),
          Map.entry("scope", "'all'"),
          Map.entry("freq", "'A'"),
          Map.entry("period_kind", "'year'"),
          Map.entry("time_period", "'2019'"),
          Map.entry("origin", "'reported'"),
          Map.entry("obs_value", "11.5"),
          Map.entry("unit_measure", "'percent'"),
          Map.entry("obs_status", "'A'"),
          Map.entry("flags", "array()"),
          Map.entry("inputs", "array()"));

  private static final Map<String, String> STATEMENT =
      Map.of(
          "claim_id",
          "'c'",
          "kind",
          "'metric'",
          "verdict",
          "'not_checkable'",
          "reason",
          "'no figures'");

  @TempDir Path folder;
  private final SparkSession spark = SparkTest.session();

  /** An export leaves them out by their names. */
  @Test
  void whatIsConfidentialIsATable() {
    assertThat(ConfidentialTables.NAMES)
        .containsExactlyInAnyOrder(
            IntakeTables.RAW_METRICS.name(),
            IntakeTables.REJECTED_METRICS.name(),
            IntakeTables.OBSERVATIONS.name(),
            IntakeTables.OBSERVATION_REVISIONS.name(),
            IndicatorTables.INDICATOR_PARTS.name(),
            ConfidentialityTable.CONFIDENTIAL_FIGURES.name());
  }

  @Test
  void everyTableSaysWhatItAndItsColumnsMean() {
    for (TableDefinition table : ALL) {
      assertThat(table.comment()).as(table.name()).contains("Grain: ");
      assertThat(table.columns())
          .as(table.name())
          .allSatisfy(c -> assertThat(c.comment()).isNotBlank());
      assertThat(table.clusterBy()).as(table.name()).isNotEmpty();
    }
  }

  @Test
  void everyTableCanBeDeclared() {
    Lake lake = Lake.open(spark, folder.toString());
    List<TableWrite> writes = new ArrayList<>();
    ALL.forEach(
        table ->
            writes.add(new TableWrite(table, spark.createDataFrame(List.of(), table.schema()))));

    assertThat(lake.writeAll(writes, "run-1", result -> {}))
        .hasSameSizeAs(ALL)
        .allMatch(WriteResult::changed);
  }

  @Test
  void whatIsNotKnownMayBeMissing() {
    assertThat(write(OBSERVATIONS, OBSERVATION).rows()).isEqualTo(1);
    assertThat(write(INDICATORS, VALUE).rows()).isEqualTo(1);
    assertThat(write(RECONCILIATION, STATEMENT).rows()).isEqualTo(1);
  }

  @Test
  void whatMustHoldIsHeld() {
    refuses(OBSERVATIONS, OBSERVATION, Map.of("period_kind", "'week'"), "period_kind_is_known");
    refuses(
        OBSERVATIONS,
        OBSERVATION,
        Map.of("period_start", "DATE'2020-01-02'", "period_end", "DATE'2020-01-01'"),
        "period_is_in_order");
    refuses(OBSERVATIONS, OBSERVATION, Map.of("qualifier", "'approx'"), "status_follows_qualifier");
    refuses(OBSERVATIONS, OBSERVATION, Map.of("ref_area", "NULL"), "ref_area");
    refuses(OBSERVATIONS, OBSERVATION, Map.of("stated_by", "0"), "stated_by_itself_at_least");
    refuses(OBSERVATIONS, OBSERVATION, Map.of("preferred", "false"), "alone_is_preferred");
    refuses(OBSERVATIONS, OBSERVATION, Map.of("stated_by", "2"), "preferred_does_not_differ");
    refuses(OBSERVATIONS, OBSERVATION, Map.of("panel_area", "NULL"), "panel_area");
    refuses(
        OBSERVATIONS, OBSERVATION, Map.of("region_match", "'ambiguous'"), "region_match_is_known");
    refuses(
        OBSERVATIONS,
        OBSERVATION,
        Map.of("shares", "array(named_struct('ref_area', 'F', 'panel_area', 'F', 'weight', 1D))"),
        "shares_follow_a_split");
    refuses(INDICATORS, VALUE, Map.of("obs_value", "NULL"), "value_or_reason");
    refuses(INDICATORS, VALUE, Map.of("obs_value", "double('NaN')"), "value_is_finite");
    refuses(INDICATORS, VALUE, Map.of("obs_value", "double('-Infinity')"), "value_is_finite");
    refuses(INDICATORS, VALUE, Map.of("origin", "'guessed'"), "origin_is_known");
    refuses(INDICATORS, VALUE, Map.of("coverage", "1.5"), "coverage_is_a_share");
    refuses(
        INDICATORS,
        VALUE,
        Map.of("change", "3", "change_in_both", "1", "change_in_coverage", "1"),
        "change_adds_up");
    refuses(RECONCILIATION, STATEMENT, Map.of("reason", "NULL"), "not_checkable_has_a_reason");
    refuses(RECONCILIATION, STATEMENT, Map.of("verdict", "'agrees'"), "consistent_follows_verdict");
    refuses(RECONCILIATION, STATEMENT, Map.of("consistent", "true"), "consistent_follows_verdict");
  }

  @Test
  void aDefinitionThatContradictsItselfIsRefused() {
    Column column = REGIONS.columns().get(0);
    assertThatThrownBy(
            () -> new TableDefinition("t", "c", List.of(column, column), Map.of(), List.of()))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table 't' defines column 'ref_area' twice");
    assertThatThrownBy(
            () -> new TableDefinition("t", "c", List.of(column), Map.of(), List.of("name")))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("clustered by 'name', which is none of its columns [ref_area]");
  }

  private WriteResult write(TableDefinition table, Map<String, String> values) {
    Dataset<Row> rows =
        spark
            .range(1)
            .selectExpr(
                table.columns().stream()
                    .map(
                        c ->
                            "CAST(%s AS %s) AS %s"
                                .formatted(
                                    values.getOrDefault(c.name(), "NULL"),
                                    c.type().sql(),
                                    c.name()))
                    .toArray(String[]::new));
    return Lake.open(spark, folder.toString()).overwrite(table, rows, "run-1");
  }

  private void refuses(
      TableDefinition table,
      Map<String, String> row,
      Map<String, String> change,
      String constraint) {
    Map<String, String> changed = new HashMap<>(row);
    changed.putAll(change);
    assertThatThrownBy(() -> write(table, changed))
        .isInstanceOf(XiaokangException.class)
        .hasMessageContaining("table '" + table.name() + "'")
        .hasMessageContaining(constraint);
  }
}
