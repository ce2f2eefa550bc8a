package org.xiaokang.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xiaokang.catalogue.Comparison;

/** How values come together by region and period. */
class PanelDataTest {
  private final List<ComparedValue> values = new ArrayList<>();

  private ComparedValue value(String area, double value) {
    return CountyPanel.value("x", "all", "year", "2020-01-01", "2020-12-31", area, value);
  }

  private static ComparedValue of(ComparedValue like, String ref, double value, boolean preferred) {
    return new ComparedValue(
        like.seriesArea(),
        ref,
        like.indicator(),
        like.scope(),
        like.kind(),
        like.timePeriod(),
        like.start(),
        like.end(),
        value,
        preferred);
  }

  private static ComparedValue period(
      String kind, String name, @Nullable LocalDate start, LocalDate end) {
    return new ComparedValue("A", "A", "x", "all", kind, name, start, end, 1, true);
  }

  private PanelData data() {
    return PanelData.of(values.iterator(), Comparison.Years.ALL);
  }

  private static List<String> told(PanelData data) {
    List<String> told = new ArrayList<>();
    for (Series series : data.series("x")) {
      for (CrossSection section : series.sections()) {
        for (int i = 0; i < section.size(); i++) {
          told.add(
              "%s %s %s %s"
                  .formatted(
                      section.period().timePeriod(),
                      data.seriesArea(section.area(i)),
                      section.ref(i),
                      section.value(i)));
        }
      }
    }
    return told;
  }

  /** U+20BB7, a rare character of names, is two chars in Java that sort before U+FF21. */
  @Test
  void regionsStandInTheOrderOfTheirCodes() {
    values.addAll(List.of(value("\uD842\uDFB7", 1), value("b", 2), value("\uFF21", 3)));
    assertThat(told(data()))
        .containsExactly(
            "2020 b b 2.0", "2020 \uFF21 \uFF21 3.0", "2020 \uD842\uDFB7 \uD842\uDFB7 1.0");
  }

  @Test
  void ofTwoValuesThePreferredCountsWhicheverComesFirst() {
    values.addAll(List.of(of(value("A", 0), "A", 1, true), of(value("A", 0), "A", 9, false)));
    assertThat(told(data())).containsExactly("2020 A A 1.0");
    Collections.reverse(values);
    assertThat(told(data())).containsExactly("2020 A A 1.0");
  }

  @Test
  void ofTwoAlikeTheOrderInWhichTheyComeDoesNotMatter() {
    values.add(of(value("A", 0), "A1", 5, true));
    values.add(of(value("A", 0), "A2", 3, true));
    values.add(of(value("A", 0), "A2", 4, true));
    values.add(of(value("A", 0), "A3", 6, false));
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(values, new Random(seed));
      assertThat(told(data())).containsExactly("2020 A A2 4.0");
    }
  }

  @Test
  void manyRegionsComeTogetherWhateverTheirOrder() {
    for (int i = 0; i < 1000; i++) {
      values.add(value("R%04d".formatted(i), i));
    }
    List<String> sorted = told(data());
    assertThat(sorted).hasSize(1000).isSorted();
    Collections.shuffle(values, new Random(7));
    assertThat(told(data())).isEqualTo(sorted);
  }

  @Test
  void onlyTheYearsComparedAreRead() {
    values.add(period("year", "2019", LocalDate.of(2019, 1, 1), LocalDate.of(2019, 12, 31)));
    values.add(value("A", 2));
    PanelData data = PanelData.of(values.iterator(), new Comparison.Years(2020, 2020));
    assertThat(told(data)).containsExactly("2020 A A 2.0");
  }

  /** Nine months never meet a year, and an open range meets only its like. */
  @Test
  void aSeriesIsOfLikePeriods() {
    LocalDate end = LocalDate.of(2020, 9, 30);
    values.add(period("year_to_date", "2020-01-01/P9M", LocalDate.of(2020, 1, 1), end));
    values.add(
        period(
            "year_to_date", "2019-01-01/P9M", LocalDate.of(2019, 1, 1), LocalDate.of(2019, 9, 30)));
    values.add(period("cumulative", "2019-01-01/P21M", LocalDate.of(2019, 1, 1), end));
    values.add(period("cumulative", "../2020-09-30", null, end));
    values.add(value("A", 2));
    assertThat(data().series("x"))
        .extracting(series -> series.kind() + " " + series.sections().size())
        .containsExactlyInAnyOrder("year_to_date 2", "cumulative 1", "cumulative 1", "year 1");
    assertThat(data().series("y")).isEmpty();
  }

  @Test
  void besideAValueStandsThatOfItsScopeElseOfTheWhole() {
    values.add(CountyPanel.value("x", "sex=f", "year", "2020-01-01", "2020-12-31", "A", 1));
    values.add(CountyPanel.value("x", "sex=f", "year", "2020-01-01", "2020-12-31", "B", 1));
    values.add(CountyPanel.value("w", "all", "year", "2020-01-01", "2020-12-31", "A", 10));
    values.add(CountyPanel.value("w", "all", "year", "2020-01-01", "2020-12-31", "B", 20));
    values.add(CountyPanel.value("w", "sex=f", "point", "2020-12-31", "2020-12-31", "A", 6));
    PanelData data = data();
    Series series = data.series("x").get(0);
    CrossSection section = series.sections().get(0);
    assertThat(data.beside(section, "sex=f", "w")).containsExactly(6, 20);
    assertThat(data.alike(section, series, "w")).containsExactly(Double.NaN, Double.NaN);
  }
}
