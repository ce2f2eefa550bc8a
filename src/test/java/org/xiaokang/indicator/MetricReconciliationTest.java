package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.FigureBuilder.figure;
import static org.xiaokang.indicator.ValueBuilder.undated;
import static org.xiaokang.indicator.ValueBuilder.value;
import static org.xiaokang.indicator.ValueBuilder.year;
import static org.xiaokang.indicator.ValueBuilder.years;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;

/** Reported rates against those computed from figures, by hand. */
class MetricReconciliationTest {
  private static final MetricReconciliation RATES =
      new MetricReconciliation(Map.of("rate", "share", "pace", "growth"));

  private static List<ReconciliationRow> rows(List<Observation> figures, ValueBuilder... values) {
    List<IndicatorValue> built =
        Arrays.stream(values)
            .map(ValueBuilder::build)
            .collect(java.util.stream.Collectors.toList());
    List<ReconciliationRow> rows = RATES.rows(figures, built, figure -> false);
    Collections.reverse(built);
    assertThat(RATES.rows(figures, built, figure -> false)).isEqualTo(rows);
    return rows;
  }

  private static ReconciliationRow row(FigureBuilder figure, ValueBuilder... values) {
    List<ReconciliationRow> rows = rows(List.of(figure.build()), values);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void onlyMetricsThatReportAnIndicatorAreClaims(@TempDir Path folder) {
    String metrics =
        Declared.metric("poor", "person", "stock", "{rule: none, reason: a test}")
            + Declared.metric("people", "person", "stock", "{rule: none, reason: a test}")
            + Declared.metric("rate", "percent", "rate", "{rule: none, reason: a test}")
            + "    reports: share\n";
    String share =
        Declared.indicator(
            "share", "percent", "p: {metric: poor}, n: {metric: people}", "100 * p / n");
    MetricReconciliation read =
        MetricReconciliation.of(
            Declared.catalogue(folder, metrics, share, Observed.regions("A", "")));
    assertThat(read.reports()).isEqualTo(Map.of("rate", "share"));
    List<Observation> figures =
        List.of(figure(1, "A", "poor", "3").build(), figure(2, "A", "rate", "12.5").build());
    assertThat(read.rows(figures, List.of(), figure -> false))
        .extracting(ReconciliationRow::claimId)
        .containsExactly("d/o2");
  }

  @Test
  void aFigureMeetsTheValueOfItsRegionBreakdownAndPeriod() {
    ReconciliationRow row =
        row(
            figure(1, "A", "rate", "86.9").tolerance("0.05"),
            value("B", "share", 1.0),
            value("A", "growth", 2.0),
            value("A", "share", 3.0).scope("rural"),
            value("A", "share", 4.0).at(year(2019)),
            value("A", "share", 5.0).below(2, 2, 1.0),
            value("A", "share", 86.897));
    assertThat(row)
        .isEqualTo(
            new ReconciliationRow(
                "d/o1",
                "reports",
                "d",
                "A",
                ReconciliationRow.Kind.METRIC,
                "rate",
                null,
                "all",
                "2020",
                "86.9%",
                86.9,
                86.897,
                "percent",
                0.05,
                ReconciliationVerdict.WITHIN_ROUNDING,
                null));
    assertThat(row.difference()).isEqualTo(86.897 - 86.9);
  }

  @Test
  void withoutAValueNothingIsChecked() {
    ReconciliationRow row = row(figure(1, "A", "rate", "12").scope("rural"));
    assertThat(row.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(row.reason())
        .isEqualTo("the inputs of 'share' are not all reported for rural, 2020");
    assertThat(row.computedValue()).isNull();
    assertThat(row.difference()).isNull();
    assertThat(row.reportedValue()).isEqualTo(12);
  }

  @Test
  void aValueThatIsMissingSaysWhy() {
    ReconciliationRow row =
        row(figure(1, "A", "rate", "12"), value("A", "share", null).reason("a division by zero"));
    assertThat(row.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(row.reason()).isEqualTo("a division by zero");
  }

  @Test
  void aValueThatFollowsFromTheClaimItselfChecksNothing() {
    ReconciliationRow row =
        row(
            figure(1, "A", "rate", "12"),
            value("A", "share", 12.0).flags("derived", "approximate"));
    assertThat(row.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(row.reason()).isEqualTo("the computed value is derived from reported claims itself");
    assertThat(row.computedValue()).isEqualTo(12);
    assertThat(row.difference()).isZero();
  }

  @Test
  void withoutPrintedDecimalsOnlyTheSameNumberAgrees() {
    assertThat(row(figure(1, "A", "rate", "12"), value("A", "share", 12.1)).verdict())
        .isEqualTo(ReconciliationVerdict.DISAGREES);
    ReconciliationRow same = row(figure(1, "A", "rate", "12"), value("A", "share", 12.0));
    assertThat(same.verdict()).isEqualTo(ReconciliationVerdict.AGREES);
    assertThat(same.tolerance()).isNull();
  }

  /** 2013 to 2020 grows from 2013; an average of these years grows from 2012. */
  @Test
  void aSpanOfYearsMeetsTheChangeFromItsFirstYearAndAnAverageThatFromTheYearBefore() {
    ValueBuilder[] values = {
      value("A", "growth", 12.0).since("2012").at(year(2020)),
      value("A", "growth", 13.0).since("2013").at(year(2020)),
      value("A", "growth", 19.0).since("2019").at(year(2020)),
      value("A", "growth", 11.0).since("2013").at(year(2019))
    };
    assertThat(
            row(figure(1, "A", "pace", "13").at(years("cumulative", 2013, 2020)), values)
                .computedValue())
        .isEqualTo(13);
    assertThat(
            row(figure(1, "A", "pace", "12").at(years("average", 2013, 2020)), values)
                .computedValue())
        .isEqualTo(12);
    assertThat(row(figure(1, "A", "pace", "12").at(years("average", 2012, 2020)), values).verdict())
        .isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
  }

  @Test
  void theValueOverTheSpanGoesBeforeTheOneAtThePeriod() {
    Period span = years("cumulative", 2013, 2020);
    assertThat(
            row(
                    figure(1, "A", "pace", "1").at(span),
                    value("A", "growth", 1.0).since("2000").at(span),
                    value("A", "growth", 2.0).since("2013").at(year(2020)),
                    value("A", "growth", 3.0).since("2013").at(years("average", 2014, 2020)))
                .computedValue())
        .isEqualTo(3); // of the two over the span, 2014-01-01/P7Y stands before 2020
  }

  @Test
  void ofTwoKindsOfOnePeriodTheFiguresOwnIsMet() {
    Period sum =
        new Period(
            "cumulative", LocalDate.of(2020, 1, 1), LocalDate.of(2020, 12, 31), "2020", "_O");
    ValueBuilder[] values = {value("A", "share", 1.0).at(sum), value("A", "share", 2.0)};
    assertThat(row(figure(1, "A", "rate", "1"), values).computedValue()).isEqualTo(2);
    assertThat(row(figure(1, "A", "rate", "1").at(sum), values).computedValue()).isEqualTo(1);
  }

  @Test
  void aFigureWithoutAPeriodMeetsOnlyValuesOfItsOwnDocument() {
    List<Observation> figures =
        List.of(
            figure(1, "A", "rate", "10").doc("one").at(undated()).build(),
            figure(2, "A", "poor", "1").doc("one").at(undated()).build(),
            figure(3, "A", "rate", "20").doc("two").at(undated()).build(),
            figure(4, "A", "poor", "2").doc("two").at(undated()).build(),
            figure(5, "A", "rate", "30").doc("three").at(undated()).build());
    ValueBuilder ofOne = value("A", "share", 10.0).at(undated()).from(2L).from(null);
    ValueBuilder ofTwo = value("A", "share", 20.0).at(undated()).from(4L).from(null);
    List<ReconciliationRow> rows = rows(figures, ofOne, ofTwo);
    assertThat(rows).extracting(ReconciliationRow::computedValue).containsExactly(10.0, 20.0, null);
    assertThat(rows.get(2).reason())
        .isEqualTo("the inputs of 'share' are not all reported for all, _U");
  }

  /** A fall since 2014 takes the figure of 2014 from whatever document has it. */
  @Test
  void anUndatedValueMayCompareWithADatedFigureOfAnotherDocument() {
    List<Observation> figures =
        List.of(
            figure(1, "A", "rate", "10").doc("one").at(undated()).build(),
            figure(2, "A", "poor", "1").doc("two").at(year(2014)).build());
    assertThat(rows(figures, value("A", "share", 10.0).at(undated()).from(2L, "2014")))
        .extracting(ReconciliationRow::computedValue)
        .containsExactly(10.0);
  }

  @Test
  void ofUndatedValuesThatNothingTellsApartNoneIsMet() {
    List<Observation> figure = List.of(figure(1, "A", "rate", "10").at(undated()).build());
    assertThat(
            rows(
                figure,
                value("A", "share", 10.0).at(undated()).from(null),
                value("A", "share", 20.0).at(undated()).from(null)))
        .extracting(ReconciliationRow::computedValue)
        .containsOnlyNulls();
  }

  @Test
  void aConfidentialFigureIsNotShown() {
    List<Observation> figures =
        List.of(
            figure(1, "A", "rate", "12").tolerance("0.5").build(),
            figure(2, "A", "rate", "12").tolerance("0.5").build());
    List<ReconciliationRow> rows =
        RATES.rows(
            figures,
            new ArrayList<>(List.of(value("A", "share", 12.0).build())),
            figure -> figure.observationId() == 2);
    assertThat(rows.get(0).verdict()).isEqualTo(ReconciliationVerdict.AGREES);
    ReconciliationRow hidden = rows.get(1);
    assertThat(hidden.reported()).isNull();
    assertThat(hidden.reportedValue()).isNull();
    assertThat(hidden.difference()).isNull();
    assertThat(hidden.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(hidden.reason()).isEqualTo("confidential: it says a figure that is not shown");
  }
}
