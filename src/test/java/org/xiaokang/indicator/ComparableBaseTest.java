package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.ingest.Period;

/** Growth over spans of years in which a definition changed, by hand. */
class ComparableBaseTest {
  private static final String SUM = "{rule: sum, reason: a test}";
  private static final String METRICS =
      Declared.metric("output", "yuan", "flow", SUM)
          + "    comparable_base: output_restated\n"
          + Declared.metric("output_restated", "yuan", "flow", SUM)
          + Declared.metric("farms", "yuan", "flow", SUM)
          + "    comparable_base: farms_restated\n"
          + Declared.metric("farms_restated", "yuan", "flow", SUM);

  /** The definition of 2018 is another than that of 2017, and that of 2020 than that of 2019. */
  private static Observed restatedTwice() {
    return new Observed()
        .year("A", "output", 2016, "1000")
        .year("A", "output", 2017, "1100")
        .year("A", "output_restated", 2017, "1210")
        .year("A", "output", 2018, "1331")
        .year("A", "output", 2019, "1500")
        .year("A", "output_restated", 2019, "1200")
        .year("A", "output", 2020, "1320");
  }

  @TempDir private Path folder;

  private List<IndicatorValue> values(String inputs, String value, Observed observed) {
    String unit = value.contains(") - 100") ? "percentage_point" : "percent";
    String indicator =
        Declared.indicator("it", unit, inputs, value) + "    roll_up: {min_coverage: 0}\n";
    return InMemory.values(
        Declared.catalogue(
            folder, METRICS, indicator, Observed.regions("P", "", "A", "P", "B", "P")),
        observed.observations());
  }

  private IndicatorValue growth(String at, String area, String period, Observed observed) {
    String inputs = "now: {metric: output}, then: {metric: output, " + at + "}";
    return only(values(inputs, "100 * (now / then - 1)", observed), area, period);
  }

  private static IndicatorValue only(List<IndicatorValue> values, String area, String period) {
    List<IndicatorValue> found =
        values.stream()
            .filter(value -> value.refArea().equals(area))
            .filter(value -> value.period().timePeriod().equals(period))
            .toList();
    assertThat(found).as(area + " " + period).hasSize(1);
    return found.get(0);
  }

  private static double number(IndicatorValue value) {
    return Objects.requireNonNull(value.value());
  }

  /** 2018 on 2017 is 1331 / 1210 = 1.1; 2017 on 2016 is 1.1, both as reported. */
  @Test
  void eachSpanIsChainedOverTheYearsWhoseDefinitionChanged() {
    Observed observed = restatedTwice();
    assertThat(number(growth("shift: -1y", "A", "2018", observed))).isCloseTo(10, within(1e-9));
    assertThat(number(growth("shift: -2y", "A", "2018", observed))).isCloseTo(21, within(1e-9));
    assertThat(number(growth("at: first", "A", "2018", observed))).isCloseTo(21, within(1e-9));
    assertThat(number(growth("at: 2016", "A", "2018", observed))).isCloseTo(21, within(1e-9));
    assertThat(growth("at: 2016", "A", "2018", observed).unadjusted())
        .isCloseTo(33.1, within(1e-9));
    assertThat(growth("at: 2016", "A", "2018", observed).flags())
        .containsExactly("comparable_base");
    // 1000 to 1100, 1210 to 1331, 1331 to 1500, 1200 to 1320
    double all = 1.1 * 1.1 * (1500 / 1331.0) * 1.1;
    assertThat(number(growth("at: 2016", "A", "2020", observed)))
        .isCloseTo(100 * (all - 1), within(1e-9));
  }

  @Test
  void whereNothingChangedInBetweenNothingIsRestated() {
    IndicatorValue growth = growth("shift: -1y", "A", "2019", restatedTwice());
    assertThat(number(growth)).isCloseTo(100 * (1500 / 1331.0 - 1), within(1e-9));
    assertThat(growth.flags()).isEmpty();
    assertThat(growth.unadjusted()).isNull();
  }

  @Test
  void theNextYearOnThisIsTheSameGrowth() {
    IndicatorValue next = growth("shift: +1y", "A", "2017", restatedTwice());
    // 100 * (now / next - 1): 1331 of 2018 is 1331 / 1210 * 1100 = 1210 by the definition of 2017
    assertThat(number(next)).isCloseTo(100 * (1100 / 1210.0 - 1), within(1e-9));
    assertThat(next.flags()).containsExactly("comparable_base");
  }

  @Test
  void theAverageOverASpanIsChainedFromItsBase() {
    Observed observed = restatedTwice();
    Period span = ValueBuilder.years("average", 2017, 2020);
    observed.at("A", "output", span, "1");
    IndicatorValue average =
        only(
            values(
                "now: {metric: output, at: span_end}, then: {metric: output, at: span_base}",
                "100 * (power(now / then, 1 / years) - 1)",
                observed),
            "A",
            span.timePeriod());
    double all = 1.1 * 1.1 * (1500 / 1331.0) * 1.1;
    assertThat(number(average)).isCloseTo(100 * (Math.pow(all, 1 / 4.0) - 1), within(1e-9));
    assertThat(average.flags()).containsExactly("comparable_base");
  }

  @Test
  void aChainWithAMissingLinkIsToldAndNotRestated() {
    Observed observed =
        new Observed()
            .year("A", "output", 2016, "1000")
            .year("A", "output_restated", 2017, "1210") // what 2017 was is not reported
            .year("A", "output", 2018, "1331");
    IndicatorValue growth = growth("at: 2016", "A", "2018", observed);
    assertThat(number(growth)).isCloseTo(33.1, within(1e-9));
    assertThat(growth.flags()).containsExactly("base_break");
    assertThat(number(growth("shift: -1y", "A", "2018", observed))).isCloseTo(10, within(1e-9));
  }

  @Test
  void theRegionAboveIsMadeOfTheChainedFiguresBelow() {
    Observed observed =
        restatedTwice().year("B", "output", 2016, "2000").year("B", "output", 2018, "2669");
    IndicatorValue above = growth("at: 2016", "P", "2018", observed);
    // A is 1100 in 2016 by the definition of 2018: 1000 * 1210 / 1100; B has no break
    assertThat(number(above)).isCloseTo(100 * (4000 / 3100.0 - 1), within(1e-9));
    assertThat(above.unadjusted()).isCloseTo(100 * (4000 / 3000.0 - 1), within(1e-9));
    assertThat(above.flags()).containsExactly("comparable_base");
  }

  private IndicatorValue contribution(Observed observed, String area) {
    return only(
        values(
            "now: {metric: farms}, then: {metric: farms, shift: -1y},"
                + " whole: {metric: output, shift: -1y}",
            "100 * (now - then) / whole",
            observed),
        area,
        "2018");
  }

  @Test
  void aPartThatIsNotRestatedDoesNotMeetAWholeThatIs() {
    Observed observed =
        restatedTwice().year("A", "farms", 2017, "200").year("A", "farms", 2018, "255");
    for (String area : List.of("A", "P")) {
      IndicatorValue mixed = contribution(observed, area);
      assertThat(number(mixed)).as(area).isCloseTo(5, within(1e-9)); // 55 of 1100
      assertThat(mixed.flags()).contains("base_break").doesNotContain("comparable_base");
      assertThat(mixed.unadjusted()).isNull();
    }
    observed.year("A", "farms_restated", 2017, "134");
    for (String area : List.of("A", "P")) {
      IndicatorValue both = contribution(observed, area);
      assertThat(number(both)).as(area).isCloseTo(10, within(1e-9)); // 121 of 1210
      assertThat(both.flags()).contains("comparable_base").doesNotContain("base_break");
    }
  }

  @Test
  void twoGrowthsBesideEachOtherAreEachOnTheirOwnBase() {
    IndicatorValue ahead =
        only(
            values(
                "o: {metric: output}, o1: {metric: output, shift: -1y},"
                    + " f: {metric: farms}, f1: {metric: farms, shift: -1y}",
                "100 * (o / o1 - 1) - 100 * (f / f1 - 1)",
                restatedTwice().year("A", "farms", 2017, "200").year("A", "farms", 2018, "210")),
            "A",
            "2018");
    assertThat(number(ahead)).isCloseTo(5, within(1e-9));
    assertThat(ahead.flags()).containsExactly("comparable_base");
  }
}
