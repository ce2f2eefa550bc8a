package org.xiaokang.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/** The tables of what came in: what they are, and how records become their rows. */
class IntakeSchemasTest {
  /** The names of a table's columns, those that may be null with a question mark. */
  private static <T> List<String> columns(TableSchema<T> schema) {
    return schema.columns().stream()
        .map(column -> column.name() + (column.nullable() ? "?" : ""))
        .toList();
  }

  @Test
  void observationsAreWhatAFigureSaysAndWhereItStands() {
    assertThat(columns(ObservationsTable.SCHEMA))
        .containsExactly(
            "source",
            "doc_id",
            "obs_id",
            "observation_id",
            "ref_area",
            "panel_area",
            "region_match",
            "region_note?",
            "shares",
            "metric",
            "scope",
            "freq",
            "period_kind",
            "time_period",
            "period_start?",
            "period_end?",
            "obs_value",
            "unit_measure",
            "value_printed",
            "unit_printed",
            "decimals?",
            "half_unit?",
            "qualifier",
            "obs_status",
            "published_on?",
            "locator?",
            "confidence?",
            "note?",
            "origin",
            "standard_error?",
            "ci_low?",
            "ci_high?",
            "sample_size?",
            "effective_sample_size?",
            "method?",
            "preferred",
            "stated_by",
            "relative_difference?",
            "source_file",
            "source_line?",
            "revision",
            "from_run",
            "began_by");
  }

  @Test
  void rejectedRowsTellTheirVerdictAndWhatWasReceived() {
    assertThat(columns(RejectedMetricsTable.SCHEMA))
        .containsExactly(
            "source",
            "source_file?",
            "source_line?",
            "doc_id?",
            "obs_id?",
            "region_code?",
            "region_name?",
            "metric_code?",
            "period_start?",
            "period_end?",
            "value?",
            "unit?",
            "verdict",
            "reasons",
            "received?");
  }

  /** Whatever ended has an end. */
  @Test
  void theHistoryTellsFromWhichRunToWhich() {
    assertThat(ObservationHistoryTable.SCHEMA.name()).isEqualTo("observation_history");
    assertThat(ObservationHistoryTable.SCHEMA.clusterBy()).containsExactly("source", "doc_id");
    assertThat(columns(ObservationHistoryTable.SCHEMA))
        .containsExactly(
            "source",
            "doc_id",
            "obs_id",
            "revision",
            "valid_from_run",
            "valid_to_run",
            "began_by",
            "ended_by",
            "observation_id",
            "ref_area",
            "metric",
            "scope",
            "period_kind",
            "time_period",
            "obs_value",
            "unit_measure",
            "value_printed",
            "unit_printed",
            "qualifier",
            "source_file",
            "source_line?");
  }

  @Test
  void aProtectedFigureStandsForMembersOfItsGroup() {
    ProtectedFigure good = new ProtectedFigure(1, "poor", new Confidentiality(7, 2, 3));
    List<ProtectedFigure> wrong =
        List.of(
            new ProtectedFigure(1, "poor", new Confidentiality(7, 4, 3)),
            new ProtectedFigure(1, "poor", new Confidentiality(7, 0, 3)));
    assertThat(ConditionOracle.broken(DisclosureGroupsTable.SCHEMA, good)).isEmpty();
    assertThat(wrong)
        .allSatisfy(
            figure ->
                assertThat(ConditionOracle.broken(DisclosureGroupsTable.SCHEMA, figure))
                    .containsExactly("members_are_of_the_group"));
    ConditionOracle.assertAgree(DisclosureGroupsTable.SCHEMA, wrong);
    ConditionOracle.assertAgree(DisclosureGroupsTable.SCHEMA, List.of(good));
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
    ConditionOracle.assertAgree(ObservationsTable.SCHEMA, rows());
    for (ObservationRow good : rows().subList(0, 3)) {
      assertThat(ConditionOracle.broken(ObservationsTable.SCHEMA, good)).isEmpty();
    }
    Set<String> broken = new TreeSet<>();
    rows().forEach(row -> broken.addAll(ConditionOracle.broken(ObservationsTable.SCHEMA, row)));
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
    ConditionOracle.assertAgree(ObservationHistoryTable.SCHEMA, List.of(ended));
  }

  @Test
  void aRejectedRowIsKeptAsReceivedWithItsReasons() {
    List<@Nullable String> cells = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
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
    ConditionOracle.assertAgree(
        RejectedMetricsTable.SCHEMA,
        List.of(
            rejected,
            malformed,
            new RejectedRow(rejected.row(), Verdict.REJECTED, List.of()),
            new RejectedRow(rejected.row(), Verdict.WITHDRAWN, List.of(reason))));
  }
}
