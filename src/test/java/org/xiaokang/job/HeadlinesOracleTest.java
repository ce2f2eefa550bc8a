package org.xiaokang.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xiaokang.indicator.ValueBuilder.undated;
import static org.xiaokang.indicator.ValueBuilder.value;
import static org.xiaokang.indicator.ValueBuilder.year;
import static org.xiaokang.indicator.ValueBuilder.years;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.indicator.Declared;
import org.xiaokang.indicator.HeadlineValues;
import org.xiaokang.indicator.IndicatorValue;
import org.xiaokang.indicator.Observed;
import org.xiaokang.indicator.SparkRows;
import org.xiaokang.indicator.ValueBuilder;
import org.xiaokang.ingest.Period;

/** The latest of made-up values, as Spark's windows and plain Java find them in parts. */
class HeadlinesOracleTest {
  private static final int PARTS = 5;
  private static final List<Period> PERIODS =
      List.of(
          year(2018),
          year(2019),
          year(2020),
          years("cumulative", 2016, 2019),
          years("cumulative", 2016, 2020),
          years("cumulative", 2017, 2020),
          new Period("cumulative", null, LocalDate.of(2020, 12, 31), "../2020-12-31", "_O"),
          undated());

  @TempDir private Path folder;

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** At most one of an indicator, region, breakdown, period and origin; few are of all regions. */
  private static List<IndicatorValue> values(Random random) {
    Map<List<Object>, IndicatorValue> values = new LinkedHashMap<>();
    for (long i = 0; i < 700; i++) {
      Period period = any(random, PERIODS);
      if (period.end() == null && random.nextInt(4) > 0) {
        continue;
      }
      ValueBuilder made =
          value(
                  "R%02d".formatted(random.nextInt(14)),
                  any(random, List.of("one", "two", "none")),
                  random.nextInt(6) == 0 ? null : random.nextInt(4000) / 8.0)
              .scope(any(random, List.of("all", "all", "rural", "urban")))
              .at(period)
              .flags(random.nextBoolean() ? new String[] {"derived"} : new String[0])
              .from(random.nextBoolean() ? null : (long) random.nextInt(3))
              .from(100 + (i * 37) % 1000);
      if (random.nextInt(3) == 0) {
        made.since("2013");
      }
      if (random.nextInt(3) == 0) {
        made.below(1, 2, 0.5);
      }
      IndicatorValue value = made.build();
      values.putIfAbsent(
          List.of(
              value.refArea(),
              value.indicator(),
              value.scope(),
              period.kind(),
              period.timePeriod(),
              value.origin()),
          value);
    }
    return List.copyOf(values.values());
  }

  @Test
  void bothFindTheSameValuesAndCourses() {
    Catalogue catalogue =
        Declared.catalogue(
            folder,
            Declared.metric("m", "percent", "rate", "{rule: none, reason: a test}"),
            Declared.indicator("two", "percent", "x: {metric: m}", "2 * x")
                + "    headline: true\n    decimals: 2\n"
                + Declared.indicator("none", "percent", "x: {metric: m}", "0 * x")
                + Declared.indicator("one", "percent", "x: {metric: m}", "x")
                + "    headline: true\n    decimals: 1\n",
            Observed.regions("R01", "", "R02", ""));
    List<IndicatorValue> values = values(new Random(20261130));
    Set<String> ids = HeadlineValues.indicators(catalogue);
    HeadlineValues found = HeadlineValues.of(ids, List.of());
    for (int part = 0; part < PARTS; part++) {
      int which = part;
      List<IndicatorValue> some =
          IntStream.range(0, values.size())
              .filter(i -> i % PARTS == which)
              .mapToObj(values::get)
              .toList();
      found = HeadlineValues.of(ids, some).plus(found);
    }
    List<Headline> lines = HeadlineTable.of(found, catalogue);
    assertThat(lines)
        .hasSize(2 * 8)
        .extracting(line -> List.of(line.cells(), line.course()))
        .containsExactlyElementsOf(
            Headlines.of(SparkRows.indicators(values), catalogue).stream()
                .map(line -> List.of(line.cells(), line.course()))
                .toList());
    assertThat(lines).anyMatch(line -> line.course().isPresent());
    assertThat(lines).anyMatch(line -> line.course().isEmpty());
  }
}
