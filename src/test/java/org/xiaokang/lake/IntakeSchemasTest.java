package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.disclosure.ProtectedFigure;
import org.xiaokang.indicator.Confidentiality;
import org.xiaokang.ingest.ContractRow;
import org.xiaokang.ingest.FigureHistory;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.OpenFigure.BeganBy;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.Reason;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.RejectedRow;
import org.xiaokang.ingest.RejectedRow.Verdict;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.tables.ConfidentialityTable;
import org.xiaokang.tables.IntakeTables;
import org.xiaokang.tables.TableDefinition;

/** The tables of what came in, against those that Spark writes. */
class IntakeSchemasTest {
  private static final TableDefinition.Column LINE =
      optional(
          "source_line",
          DataTypes.LongType,
          "First line of the row in the file, from 1; null where the source has no lines");

  /** A table with more columns, and with conditions that are worded for DuckDB, too. */
  private static TableDefinition more(
      TableDefinition table,
      String comment,
      List<TableDefinition.Column> columns,
      Map<String, String> conditions) {
    Map<String, String> all = new HashMap<>(table.constraints());
    all.putAll(conditions);
    return new TableDefinition(table.name(), comment, columns, all, table.clusterBy());
  }

  @Test
  void observationsAreSparksAndWhereAndSinceWhenTheyStand() {
    List<TableDefinition.Column> columns = new ArrayList<>(IntakeTables.OBSERVATIONS.columns());
    columns.add(
        required(
            "source_file",
            DataTypes.StringType,
            "File the figure was read from, or Delta or database table"));
    columns.add(
        optional(
            "source_line",
            DataTypes.LongType,
            "First line of its row in the file, from 1; null where the source has no lines"));
    columns.add(
        required(
            "revision",
            DataTypes.IntegerType,
            "1 for what the figure said first, then up; what it said before stands in"
                + " observation_history"));
    columns.add(required("from_run", DataTypes.StringType, "Run that brought this revision"));
    TableDefinition.Column beganBy =
        IntakeTables.OBSERVATION_REVISIONS.columns().stream()
            .filter(column -> column.name().equals("began_by"))
            .findFirst()
            .orElseThrow();
    columns.add(beganBy);
    SchemaOracle.assertSame(
        ObservationsTable.SCHEMA,
        more(
            IntakeTables.OBSERVATIONS,
            IntakeTables.OBSERVATIONS.comment(),
            columns,
            Map.of(
                "shares_follow_a_split",
                "CAST(shares AS STRING) = '[]' OR region_match = 'split'",
                "preferred_does_not_differ",
                "stated_by = 1 OR NOT preferred OR relative_difference IS NOT DISTINCT FROM 0",
                "counts_from_one",
                "revision >= 1",
                "began_by_is_known",
                "began_by IN ('first report', 'correction', 'reading', 'return')")));
  }

  @Test
  void rejectedRowsAreSparksAndTellTheirVerdictAndLine() {
    List<TableDefinition.Column> columns = new ArrayList<>(IntakeTables.REJECTED_METRICS.columns());
    columns.add(2, LINE);
    TableSchema.Column<RejectedRow> verdict = RejectedMetricsTable.SCHEMA.columns().get(12);
    columns.add(12, required("verdict", DataTypes.StringType, verdict.comment()));
    TableDefinition.Column reasons = columns.get(13);
    columns.set(
        13, required("reasons", reasons.type(), reasons.comment() + "; empty unless rejected"));
    SchemaOracle.assertSame(
        RejectedMetricsTable.SCHEMA,
        more(
            IntakeTables.REJECTED_METRICS,
            "Input rows that became no observation, each with its verdict and every reason."
                + " Grain: input row.",
            columns,
            Map.of(
                "has_a_reason",
                "(verdict = 'rejected') = (CAST(reasons AS STRING) <> '[]')",
                "verdict_is_known",
                "verdict IN ('rejected', 'superseded', 'duplicate', 'withdrawn')")));
  }

  /** Of the columns that Spark's revisions have, too, each has the same type and meaning. */
  @Test
  void theHistoryHasTheColumnsOfSparksRevisions() {
    List<String> columns =
        ObservationHistoryTable.SCHEMA.columns().stream().map(TableSchema.Column::name).toList();
    List<String> expected =
        new ArrayList<>(
            IntakeTables.OBSERVATION_REVISIONS.columns().stream()
                .map(TableDefinition.Column::name)
                .toList());
    expected.set(expected.indexOf("from_run"), "valid_from_run");
    expected.set(expected.indexOf("to_run"), "valid_to_run");
    expected.addAll(List.of("source_file", "source_line"));
    assertThat(columns).isEqualTo(expected);
    assertThat(ObservationHistoryTable.SCHEMA.name()).isEqualTo("observation_history");
    assertThat(ObservationHistoryTable.SCHEMA.clusterBy())
        .isEqualTo(IntakeTables.OBSERVATION_REVISIONS.clusterBy());
    assertThat(ObservationHistoryTable.SCHEMA.columns())
        .as("whatever ended has an end")
        .allMatch(column -> column.nullable() == column.name().equals("source_line"));
  }

  @Test
  void disclosureGroupsAreSparksConfidentialFigures() {
    SchemaOracle.assertSame(
        DisclosureGroupsTable.SCHEMA, ConfidentialityTable.CONFIDENTIAL_FIGURES);
    SchemaOracle.assertConditionsAgree(
        DisclosureGroupsTable.SCHEMA,
        List.of(
            new ProtectedFigure(1, "poor", new Confidentiality(7, 2, 3)),
            new ProtectedFigure(1, "poor", new Confidentiality(7, 4, 3)),
            new ProtectedFigure(1, "poor", new Confidentiality(7, 0, 3))));
  }

  private static ObservationRow row(
      String match,
      String kind,
      String qualifier,
      @Nullable String tolerance,
      StandingObservation beside,
      int revision) {
    return new ObservationRow(
        new StandingObservation(
            observation(match, kind, qualifier, tolerance),
            beside.preferred(),
            beside.reportCount(),
            beside.relativeDifference()),
        "a.csv",
        7L,
        revision,
        "run-3",
        BeganBy.RETURN);
  }

  private static Observation observation(
      String match, String kind, String qualifier, @Nullable String tolerance) {
    List<RegionReading.Share> shares =
        match.equals("split") || match.equals("same but shared")
            ? List.of(new RegionReading.Share("F1", "F2", 0.5))
            : List.of();
    return new Observation(
        "reports",
        "d1",
        "1",
        42,
        new RegionReading("F", "G", match, null, shares, "F", "county", Set.of(), Set.of()),
        "poor",
        "sex=f",
        new Period(
            kind,
            LocalDate.of(2020, 1, 1),
            kind.equals("reversed") ? LocalDate.of(2019, 1, 1) : LocalDate.of(2020, 12, 31),
            "2020",
            kind.equals("year") ? "A" : "X"),
        new BigDecimal("12.5"),
        "person",
        "12.5",
        "人",
        1,
        tolerance == null ? null : new BigDecimal(tolerance),
        qualifier,
        LocalDate.of(2021, 3, 1),
        "p. 3",
        0.9,
        "note");
  }

  private static StandingObservation beside(
      boolean preferred, int count, @Nullable Double difference) {
    return new StandingObservation(
        observation("same", "year", "exact", null), preferred, count, difference);
  }

  /** Good rows, and for each condition one that breaks it. */
  private static List<ObservationRow> rows() {
    StandingObservation alone = beside(true, 1, null);
    return List.of(
        row("same", "year", "exact", "0.05", alone, 1),
        row("split", "year", "approx", null, beside(true, 2, 0.0), 2),
        row("same", "year", "exact", null, beside(false, 2, 0.5), 3),
        row("same but shared", "year", "exact", null, alone, 1),
        row("same", "reversed", "exact", null, alone, 1),
        row("same", "year", "perhaps", "-1", alone, 0),
        row("same", "year", "exact", null, beside(false, 1, null), 1),
        row("same", "year", "exact", null, beside(true, 1, 0.0), 1),
        row("same", "year", "exact", null, beside(true, 2, null), 1),
        row("same", "year", "exact", null, beside(true, 2, 0.5), 1),
        row("same", "year", "exact", null, beside(false, 0, null), 1));
  }

  @Test
  void whatHoldsForObservationsIsTheSameInSql() {
    SchemaOracle.assertConditionsAgree(ObservationsTable.SCHEMA, rows());
    for (ObservationRow good : rows().subList(0, 3)) {
      assertThat(SchemaOracle.broken(ObservationsTable.SCHEMA, good)).isEmpty();
    }
    Set<String> broken = new TreeSet<>();
    rows().forEach(row -> broken.addAll(SchemaOracle.broken(ObservationsTable.SCHEMA, row)));
    assertThat(broken)
        .containsExactly(
            "alone_is_preferred",
            "counts_from_one",
            "freq_is_known",
            "half_unit_is_not_negative",
            "period_is_in_order",
            "period_kind_is_known",
            "preferred_does_not_differ",
            "qualifier_is_known",
            "region_match_is_known",
            "shares_follow_a_split",
            "stated_by_itself_at_least");
  }

  private static <T> Map<String, @Nullable Object> cells(TableSchema<T> schema, T record) {
    Map<String, @Nullable Object> cells = new HashMap<>();
    schema.columns().forEach(column -> cells.put(column.name(), column.cell().apply(record)));
    return cells;
  }

  @Test
  void eachCellStandsInItsColumn() {
    ObservationRow row = rows().get(1);
    assertThat(cells(ObservationsTable.SCHEMA, row))
        .containsEntry("ref_area", "F")
        .containsEntry("panel_area", "G")
        .containsEntry("region_match", "split")
        .containsEntry("scope", "sex=f")
        .containsEntry("period_start", LocalDate.of(2020, 1, 1))
        .containsEntry("period_end", LocalDate.of(2020, 12, 31))
        .containsEntry("value_printed", "12.5")
        .containsEntry("unit_printed", "人")
        .containsEntry("unit_measure", "person")
        .containsEntry("obs_status", "E")
        .containsEntry("published_on", LocalDate.of(2021, 3, 1))
        .containsEntry("locator", "p. 3")
        .containsEntry("note", "note")
        .containsEntry("stated_by", 2)
        .containsEntry("source_file", "a.csv")
        .containsEntry("source_line", 7L)
        .containsEntry("revision", 2)
        .containsEntry("from_run", "run-3")
        .containsEntry("began_by", "return");
    FigureHistory ended = new FigureHistory(row.open(), "run-4", FigureHistory.EndedBy.WITHDRAWAL);
    Map<String, @Nullable Object> observed = cells(ObservationsTable.SCHEMA, row);
    Map<String, @Nullable Object> history = cells(ObservationHistoryTable.SCHEMA, ended);
    assertThat(history)
        .containsEntry("valid_from_run", "run-3")
        .containsEntry("valid_to_run", "run-4")
        .containsEntry("ended_by", "withdrawal");
    history.forEach(
        (column, cell) -> {
          if (observed.containsKey(column) && !column.equals("observation_id")) {
            assertThat(cell).as(column).isEqualTo(observed.get(column));
          }
        });
    SchemaOracle.assertConditionsAgree(ObservationHistoryTable.SCHEMA, List.of(ended));
  }

  @Test
  void aRejectedRowIsKeptAsReceivedWithItsReasons() {
    List<@Nullable String> cells = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      cells.add("c" + i);
    }
    Map<String, @Nullable String> received = new HashMap<>(Map.of("Wert", "12"));
    received.put("Einheit", null);
    Reason reason = new Reason("missing", "unit", null, "a value");
    RejectedRow rejected =
        new RejectedRow(
            new ReceivedRow("reports", "a.csv", 3L, ContractRow.of(cells), null, received),
            Verdict.REJECTED,
            List.of(reason));
    RejectedRow malformed =
        new RejectedRow(
            new ReceivedRow("reports", "a.csv", null, null, "1,2", Map.of()),
            Verdict.DUPLICATE,
            List.of());
    assertThat(cells(RejectedMetricsTable.SCHEMA, rejected))
        .containsEntry("source_line", 3L)
        .containsEntry("doc_id", "c0")
        .containsEntry("region_code", "c2")
        .containsEntry("metric_code", "c6")
        .containsEntry("period_start", "c8")
        .containsEntry("period_end", "c9")
        .containsEntry("value", "c11")
        .containsEntry("unit", "c12")
        .containsEntry("verdict", "rejected")
        .containsEntry("reasons", List.of(reason))
        .containsEntry("received", received);
    assertThat(cells(RejectedMetricsTable.SCHEMA, malformed)).containsEntry("doc_id", null);
    SchemaOracle.assertConditionsAgree(
        RejectedMetricsTable.SCHEMA,
        List.of(
            rejected,
            malformed,
            new RejectedRow(rejected.row(), Verdict.REJECTED, List.of()),
            new RejectedRow(rejected.row(), Verdict.WITHDRAWN, List.of(reason))));
  }
}
