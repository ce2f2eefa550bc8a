package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;

/** Surveys of different years, lined up to a year that regions have in common. */
@NullUnmarked // a figure that is not there fails the test
class LineUpsTest {
  private static final String WEIGHTED = "{rule: weighted_mean, by: people, reason: a test}";

  @TempDir private Path folder;

  private Map<String, IndicatorValue> values(String rule, Observed observed) {
    String metrics =
        Declared.metric("rate", "percent", "rate", WEIGHTED)
            + "    line_up: {years: [2008, 2018], rule: %s, within: 3}\n".formatted(rule)
            + Declared.metric("people", "person", "stock", "{rule: sum, reason: a test}")
            + "    line_up: {years: [2008, 2018], rule: nearest, within: 20}\n";
    String indicators =
        Declared.indicator("poverty", "percent", "x: {metric: rate}", "x")
            + "    roll_up: {weight: people}\n";
    Catalogue catalogue =
        Declared.catalogue(
            folder, metrics, indicators, Observed.regions("W", "", "A", "W", "B", "W"));
    Map<String, IndicatorValue> found = new TreeMap<>();
    for (IndicatorValue value : InMemory.values(catalogue, observed.observations())) {
      found.put(value.refArea() + " " + value.scope() + " " + value.period().timePeriod(), value);
    }
    return found;
  }

  @Test
  void theNearestSurveyStandsForAYearWithoutOneAndTheRowSaysSo() {
    Map<String, IndicatorValue> found =
        values(
            "nearest", new Observed().year("A", "rate", 2016, "10").year("A", "rate", 2019, "7"));
    IndicatorValue of2018 = found.get("A lined_up 2018");
    assertThat(of2018.value()).isEqualTo(7);
    assertThat(of2018.flags()).containsExactly("nearest_survey");
    assertThat(of2018.obsStatus()).isEqualTo("E");
    assertThat(of2018.inputs().get(0).observationId()).isEqualTo(2L); // which survey
    assertThat(found).doesNotContainKey("A lined_up 2008"); // none within three years
    assertThat(found.get("A all 2016").flags()).isEmpty();
  }

  @Test
  void ofTwoEquallyNearSurveysTheEarlierCounts() {
    assertThat(
            values(
                    "nearest",
                    new Observed().year("A", "rate", 2017, "10").year("A", "rate", 2019, "7"))
                .get("A lined_up 2018")
                .value())
        .isEqualTo(10);
  }

  @Test
  void betweenTwoSurveysItIsOnTheLineOrGrowsSteadily() {
    Observed two = new Observed().year("A", "rate", 2016, "10").year("A", "rate", 2020, "40");
    IndicatorValue linear = values("linear", two).get("A lined_up 2018");
    assertThat(linear.value()).isCloseTo(25, within(1e-9));
    assertThat(linear.flags()).containsExactly("between_surveys");
    assertThat(values("growth", two).get("A lined_up 2018").value())
        .isCloseTo(20, within(1e-9)); // 10 * (40 / 10) ^ (2 / 4)
  }

  @Test
  void aSurveyOfTheYearItselfNeedsNoMark() {
    IndicatorValue of2018 =
        values("linear", new Observed().year("A", "rate", 2018, "5")).get("A lined_up 2018");
    assertThat(of2018.value()).isEqualTo(5);
    assertThat(of2018.flags()).isEmpty();
    assertThat(of2018.obsStatus()).isEqualTo("A");
  }

  @Test
  void regionsOfDifferentSurveyYearsMakeATotalWithItsCoverage() {
    Map<String, IndicatorValue> found =
        values(
            "nearest",
            new Observed()
                .year("A", "rate", 2017, "10")
                .year("A", "people", 2017, "300")
                .year("B", "rate", 2019, "20")
                .year("B", "people", 2019, "100"));
    IndicatorValue whole = found.get("W lined_up 2018");
    assertThat(whole.value()).isCloseTo((10 * 300 + 20 * 100) / 400.0, within(1e-9));
    assertThat(whole.flags()).containsExactly("nearest_survey");
    assertThat(List.of(whole.coverage().reported(), whole.coverage().expected()))
        .containsExactly(2, 2);
  }
}
