package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.xiaokang.indicator.ValueBuilder.undated;
import static org.xiaokang.indicator.ValueBuilder.value;
import static org.xiaokang.indicator.ValueBuilder.year;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;

/** A region's own values against what the regions below make of them, by hand. */
class RollUpReconciliationTest {
  private static final RollUpReconciliation OF_IT = new RollUpReconciliation(Map.of("it", 0.005));

  private static List<ReconciliationRow> rows(ValueBuilder... values) {
    return OF_IT.rows(Arrays.stream(values).map(ValueBuilder::build).toList());
  }

  private static ReconciliationRow row(ValueBuilder... values) {
    List<ReconciliationRow> rows = rows(values);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  /** With two decimals shown, what is up to 0.005 apart may be the same number, rounded. */
  @Test
  void aRegionsOwnFigureAgreesWithThoseBelowWithinHalfOfTheLastDigitShown() {
    List<ReconciliationRow> rows =
        rows(
            value("P", "it", 10.0).at(year(2018)),
            value("P", "it", 4.0 + 6.0).at(year(2018)).below(2, 2, 1.0),
            value("P", "it", 10.0).at(year(2019)),
            value("P", "it", 4.0 + 6.004).at(year(2019)).below(2, 2, 1.0),
            value("P", "it", 10.0).at(year(2020)),
            value("P", "it", 4.0 + 6.008).at(year(2020)).below(2, 2, 1.0));
    assertThat(rows)
        .extracting(ReconciliationRow::verdict)
        .containsExactly(
            ReconciliationVerdict.AGREES,
            ReconciliationVerdict.WITHIN_ROUNDING,
            ReconciliationVerdict.DISAGREES);
    assertThat(rows.get(2))
        .isEqualTo(
            new ReconciliationRow(
                "P/it/all/year/2020",
                null,
                null,
                "P",
                ReconciliationRow.Kind.ROLL_UP,
                "it",
                null,
                "all",
                "2020",
                null,
                10.0,
                10.008,
                "percent",
                0.005,
                ReconciliationVerdict.DISAGREES,
                null));
  }

  @Test
  void toleranceIsHalfOfTheLastDigitAndOnlyWholesAreHeldAgainstSums(@TempDir Path folder) {
    String sums = "{rule: sum, reason: a test}";
    String metrics =
        Declared.metric("fund", "yuan", "flow", sums)
            + Declared.metric("gini", "percent", "rate", "{rule: none, reason: a test}")
            + Declared.metric("rest", "yuan", "flow", "{rule: sum, own: part, reason: a test}");
    String indicators =
        Declared.indicator("fine", "yuan", "x: {metric: fund}", "x")
            + "    decimals: 2\n"
            + Declared.indicator("coarse", "yuan", "x: {metric: fund}", "x")
            + "    decimals: 0\n"
            + Declared.indicator("refused", "percent", "x: {metric: gini}", "x")
            + Declared.indicator("part", "yuan", "x: {metric: rest}", "x");
    assertThat(
            RollUpReconciliation.of(
                    Declared.catalogue(
                        folder, metrics, indicators, Observed.regions("P", "", "A", "P")))
                .tolerances())
        .isEqualTo(Map.of("fine", 0.005, "coarse", 0.5));
  }

  /** Each figure of these tests is printed to the unit, give or take a half. */
  @Test
  void theRoundingOfThePartsIsInTheTolerance(@TempDir Path folder) {
    String metrics =
        Declared.metric("fund", "yuan", "flow", "{rule: sum, reason: a test}")
            + Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}")
            + Declared.metric(
                "income",
                "yuan/person",
                "average",
                "{rule: weighted_mean, by: people, reason: a test}");
    String indicators =
        Declared.indicator("it", "yuan", "x: {metric: fund}", "x")
            + Declared.indicator("mean", "yuan/person", "x: {metric: income}", "x");
    Catalogue catalogue =
        Declared.catalogue(
            folder, metrics, indicators, Observed.regions("P", "", "A", "P", "B", "P", "C", "P"));
    Observed observed =
        new Observed()
            .year("P", "fund", 2019, "100")
            .year("A", "fund", 2019, "33")
            .year("B", "fund", 2019, "33")
            .year("C", "fund", 2019, "33")
            .year("P", "fund", 2020, "102")
            .year("A", "fund", 2020, "33")
            .year("B", "fund", 2020, "33")
            .year("C", "fund", 2020, "33.4")
            .year("P", "income", 2019, "162")
            .year("A", "income", 2019, "100")
            .year("A", "people", 2019, "10")
            .year("B", "income", 2019, "200")
            .year("B", "people", 2019, "10")
            .year("C", "income", 2019, "180")
            .year("C", "people", 2019, "20");
    List<ReconciliationRow> rows =
        RollUpReconciliation.of(catalogue)
            .rows(InMemory.values(catalogue, observed.observations()));
    assertThat(rows)
        .extracting(ReconciliationRow::claimId, ReconciliationRow::verdict)
        .containsExactly(
            tuple("P/it/all/year/2019", ReconciliationVerdict.WITHIN_ROUNDING), // 99 of 98 to 102
            tuple("P/it/all/year/2020", ReconciliationVerdict.DISAGREES),
            tuple("P/mean/all/year/2019", ReconciliationVerdict.WITHIN_ROUNDING));
    assertThat(rows.get(0).tolerance()).isEqualTo(2.0);
    // 0.5 of P, 0.5 of the incomes, and 1.5 of 40 people between 100 and 200 around 165
    assertThat(rows.get(2).tolerance()).isCloseTo(1 + 1.5 * 65 / 40, within(1e-9));
  }

  @Test
  void aSumOfSomeRegionsIsShownAndNotHeldAgainstTheWhole() {
    ReconciliationRow row = row(value("P", "it", 10.0), value("P", "it", 7.0).below(2, 3, 2 / 3.0));
    assertThat(row.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(row.reason()).isEqualTo("2 of 3 regions below report");
    assertThat(row.computedValue()).isEqualTo(7);
    assertThat(row.difference()).isEqualTo(-3);
    ReconciliationRow hidden =
        row(value("P", "it", 10.0), value("P", "it", null).below(2, 3, 2 / 3.0).reason("too few"));
    assertThat(hidden.reason()).isEqualTo("too few");
    assertThat(hidden.computedValue()).isNull();
  }

  @Test
  void aCoverageThatIsWholeButForRoundingIsWhole() {
    assertThat(row(value("P", "it", 10.0), value("P", "it", 10.0).below(3, 3, 1 - 1e-12)).verdict())
        .isEqualTo(ReconciliationVerdict.AGREES);
    assertThat(row(value("P", "it", 10.0), value("P", "it", 10.0).below(3, 3, 1 - 1e-8)).verdict())
        .isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
  }

  @Test
  void whereTheRegionsBelowAreNotCountedThatIsTheReason() {
    ReconciliationRow row =
        row(value("P", "it", 10.0), value("P", "it", 10.0).below(3, null, null));
    assertThat(row.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(row.reason()).isEqualTo("it is not known how many regions below there are");
  }

  @Test
  void oneOfTwoIsNoPair() {
    assertThat(
            rows(
                value("P", "it", 10.0),
                value("Q", "it", 10.0).below(1, 1, 1.0),
                value("P", "it", 10.0).scope("rural").below(1, 1, 1.0),
                value("P", "it", 10.0).at(year(2019)).below(1, 1, 1.0),
                value("R", "it", null),
                value("R", "it", 10.0).below(1, 1, 1.0),
                value("P", "other", 10.0),
                value("P", "other", 10.0).below(1, 1, 1.0)))
        .isEmpty();
  }

  @Test
  void undatedValuesOfSeveralDocumentsAreNotMixed() {
    ReconciliationRow row =
        row(
            value("P", "it", 10.0).at(undated()),
            value("P", "it", 20.0).at(undated()),
            value("P", "it", 20.0).at(undated()).below(2, 2, 1.0));
    assertThat(row.claimId()).isEqualTo("P/it/all/unknown/_U");
    assertThat(row.verdict()).isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(row.reason()).isEqualTo("several documents have a value and none states its period");
    assertThat(row.reportedValue()).isNull();
    assertThat(row.computedValue()).isNull();
    assertThat(
            row(
                    value("P", "it", 20.0).at(undated()),
                    value("P", "it", 20.0).at(undated()).below(2, 2, 1.0),
                    value("P", "it", 30.0).at(undated()).below(2, 2, 1.0))
                .verdict())
        .isEqualTo(ReconciliationVerdict.NOT_CHECKABLE);
    assertThat(
            row(
                    value("P", "it", 20.0).at(undated()),
                    value("P", "it", 20.0).at(undated()).below(2, 2, 1.0))
                .verdict())
        .isEqualTo(ReconciliationVerdict.AGREES);
  }
}
