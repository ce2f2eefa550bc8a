package org.xiaokang.indicator;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.indicator.HeadlineValues.CoursePoint;
import org.xiaokang.ingest.Period;

/** The latest value of each region and its course, however the values are cut. */
class HeadlineValuesTest {
  private static final Set<String> IT = Set.of("it");

  /** Of all values at once; any cut into two parts must give the same. */
  private static List<HeadlineValues.Latest> latest(ValueBuilder... values) {
    List<IndicatorValue> all =
        new ArrayList<>(Arrays.stream(values).map(ValueBuilder::build).toList());
    List<HeadlineValues.Latest> latest = HeadlineValues.of(IT, all).latest("it");
    for (int cut = 0; cut <= all.size(); cut++) {
      HeadlineValues one = HeadlineValues.of(IT, all.subList(0, cut));
      HeadlineValues other = HeadlineValues.of(IT, all.subList(cut, all.size()));
      assertThat(one.plus(other).latest("it")).isEqualTo(latest);
      assertThat(other.plus(one).latest("it")).isEqualTo(latest);
    }
    Collections.reverse(all);
    assertThat(HeadlineValues.of(IT, all).latest("it")).isEqualTo(latest);
    return latest;
  }

  private static @Nullable Double number(ValueBuilder... values) {
    List<HeadlineValues.Latest> latest = latest(values);
    assertThat(latest).hasSize(1);
    return latest.get(0).value().value();
  }

  @Test
  void theLatestPeriodIsShownAndOneWithoutAnEndGoesFirst() {
    assertThat(
            number(
                value("A", "it", 1.0).at(year(2019)),
                value("A", "it", 2.0).at(year(2020)),
                value("A", "it", null).at(year(2021)),
                value("A", "other", 9.0).at(year(2022))))
        .isEqualTo(2);
    assertThat(number(value("A", "it", 1.0).at(undated()), value("A", "it", 2.0).at(year(2020))))
        .isEqualTo(1);
  }

  @Test
  void ofOnePeriodTheWholeRegionGoesFirstThenTheFirstBreakdownThenTheRegionsOwn() {
    assertThat(number(value("A", "it", 1.0).scope("aged"), value("A", "it", 2.0))).isEqualTo(2);
    assertThat(number(value("A", "it", 1.0).scope("urban"), value("A", "it", 2.0).scope("rural")))
        .isEqualTo(2);
    assertThat(number(value("A", "it", 1.0).below(1, 1, 1.0), value("A", "it", 2.0))).isEqualTo(2);
  }

  /** A year, and a span that ends with it; or what two documents leave undated. */
  @Test
  void whatTiesIsSettledByTheObservationsThenByThePeriod() {
    assertThat(
            number(
                value("A", "it", 1.0).at(undated()).from(5L),
                value("A", "it", 2.0).at(undated()).from(4L)))
        .isEqualTo(2);
    assertThat(
            number(
                value("A", "it", 1.0).at(undated()).from(3L),
                value("A", "it", 2.0).at(undated()).from(null)))
        .isEqualTo(2);
    assertThat(
            number(
                value("A", "it", 1.0).at(undated()).from(3L).from(4L),
                value("A", "it", 2.0).at(undated()).from(3L)))
        .isEqualTo(2);
    assertThat(
            number(
                value("A", "it", 1.0).at(year(2020)),
                value("A", "it", 2.0).at(years("cumulative", 2016, 2020))))
        .isEqualTo(2);
  }

  @Test
  void theCourseHasLikeValuesInTheOrderOfTime() {
    List<HeadlineValues.Latest> latest =
        latest(
            value("A", "it", 3.0).at(year(2020)),
            value("A", "it", 1.0).at(year(2018)),
            value("A", "it", 7.0).at(year(2019)).scope("rural"),
            value("A", "it", 8.0).at(year(2019)).below(1, 1, 1.0),
            value("A", "it", 9.0).at(years("cumulative", 2016, 2019)),
            value("A", "it", null).at(year(2019)),
            value("B", "it", 5.0).at(year(2017)));
    assertThat(latest).hasSize(2);
    assertThat(latest.get(0).course())
        .containsExactly(
            new CoursePoint(LocalDate.of(2018, 12, 31), "2018", 1),
            new CoursePoint(LocalDate.of(2020, 12, 31), "2020", 3));
    assertThat(latest.get(1).course()).extracting(CoursePoint::value).containsExactly(5.0);
  }

  /** What ended on one day is in the order of its beginning; an open one goes first. */
  @Test
  void theCourseOfSpansIsInTheOrderOfTheirEndAndBeginning() {
    Period open = new Period("cumulative", null, LocalDate.of(2020, 12, 31), "../2020-12-31", "_O");
    assertThat(
            latest(
                    value("A", "it", 1.0).at(years("cumulative", 2018, 2020)),
                    value("A", "it", 2.0).at(years("cumulative", 2016, 2020)),
                    value("A", "it", 3.0).at(open),
                    value("A", "it", 4.0).at(years("cumulative", 2016, 2019)))
                .get(0)
                .course())
        .extracting(CoursePoint::value)
        .containsExactly(4.0, 3.0, 2.0, 1.0);
  }

  @Test
  void anUndatedValueHasTheCourseOfItsKindWithoutItself() {
    Period unknown2019 =
        new Period("unknown", null, LocalDate.of(2019, 12, 31), "../2019-12-31", "_O");
    HeadlineValues.Latest latest =
        latest(value("A", "it", 1.0).at(undated()), value("A", "it", 2.0).at(unknown2019)).get(0);
    assertThat(latest.value().value()).isEqualTo(1);
    assertThat(latest.course()).extracting(CoursePoint::value).containsExactly(2.0);
  }

  @Test
  void theFirstEightRegionsAreKept() {
    ValueBuilder[] values = new ValueBuilder[12];
    for (int i = 0; i < 12; i++) {
      values[i] = value("R" + (char) ('A' + (5 * i) % 12), "it", (double) i);
    }
    assertThat(latest(values))
        .extracting(latest -> latest.value().refArea())
        .containsExactly("RA", "RB", "RC", "RD", "RE", "RF", "RG", "RH");
  }

  @Test
  void nothingGivesNothing() {
    assertThat(latest()).isEmpty();
  }

  @Test
  void headlinesAreThoseOfTheCatalogue(@TempDir Path folder) {
    String indicators =
        Declared.indicator("shown", "yuan", "x: {metric: m}", "x")
            + "    headline: true\n"
            + Declared.indicator("other", "yuan", "x: {metric: m}", "x");
    assertThat(
            HeadlineValues.indicators(
                Declared.catalogue(
                    folder,
                    Declared.metric("m", "yuan", "flow", "{rule: sum, reason: a test}"),
                    indicators,
                    Observed.regions("A", ""))))
        .containsExactly("shown");
  }
}
