package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodReaderTest {
  private static PeriodReader read(
      @Nullable String kind, @Nullable String start, @Nullable String end) {
    ContractRow row =
        SmallCatalogue.row("period_kind", kind, "period_start", start, "period_end", end);
    return PeriodReader.read(kind, start, end, SourceReading.alone("reports", row));
  }

  @ParameterizedTest
  @CsvSource({
    "year, 2019-01-01, 2019-12-31, year, 2019, A, 2019-01-01, 2019-12-31",
    "year, , 2019-12-31, year, 2019, A, 2019-01-01, 2019-12-31",
    "year, 2019-01-01, , year, 2019, A, 2019-01-01, 2019-12-31",
    "Year, 2019, 2019, year, 2019, A, 2019-01-01, 2019-12-31",
    "year, , 2019, year, 2019, A, 2019-01-01, 2019-12-31",
    "year, 2018-07-01, 2019-06-30, year, 2018-07-01/P1Y, A, 2018-07-01, 2019-06-30",
    "year, , , year, _U, A, , ",
    "half-year, 2020-07, 2020-12, half_year, 2020-S2, S, 2020-07-01, 2020-12-31",
    "half_year, , 2020-06-30, half_year, 2020-S1, S, 2020-01-01, 2020-06-30",
    "quarter, 2019-07-01, , quarter, 2019-Q3, Q, 2019-07-01, 2019-09-30",
    "month, , 2020-02, month, 2020-02, M, 2020-02-01, 2020-02-29",
    "month, 2019-7-1, 2019-7-31, month, 2019-07, M, 2019-07-01, 2019-07-31",
    "year_to_date, 2020-01-01, 2020-09-30, year_to_date, 2020-01-01/P9M, _O, 2020-01-01, 2020-09-30",
    "year_to_date, 2020-01-01, 2020-05-16, year_to_date, 2020-01-01/P137D, _O, 2020-01-01, 2020-05-16",
    "year to date, , 2020-09-30, year_to_date, 2020-01-01/P9M, _O, 2020-01-01, 2020-09-30",
    "year_to_date, 2020-01-01, 2020-12-31, year, 2020, A, 2020-01-01, 2020-12-31",
    "cumulative, 2016-01-01, 2020-12-31, cumulative, 2016-01-01/P5Y, _O, 2016-01-01, 2020-12-31",
    "cumulative, 2020-01-01, 2020-12-31, cumulative, 2020-01-01/P1Y, _O, 2020-01-01, 2020-12-31",
    "cumulative, 2016-03-15, 2017-09-14, cumulative, 2016-03-15/P18M, _O, 2016-03-15, 2017-09-14",
    "cumulative, , 2018-12-31, cumulative, ../2018-12-31, _O, , 2018-12-31",
    "cumulative, 2016, , cumulative, 2016-01-01/.., _O, 2016-01-01, ",
    "cumulative, , , cumulative, _U, _U, , ",
    "point, , 2019-04-30, point, 2019-04-30, D, 2019-04-30, 2019-04-30",
    "point, 2019-04-30, , point, 2019-04-30, D, 2019-04-30, 2019-04-30",
    "point, , 2019, point, 2019-12-31, D, 2019-12-31, 2019-12-31",
    "point, 2019-04, 2019-04, point, 2019-04-30, D, 2019-04-30, 2019-04-30",
    "point, , , point, _U, _U, , ",
    "unknown, , , unknown, _U, _U, , ",
    "unknown, 2020-01-01, , unknown, 2020-01-01/.., _O, 2020-01-01, ",
    "unknown, 2019-01-01, 2019-12-31, unknown, 2019-01-01/P1Y, _O, 2019-01-01, 2019-12-31",
    ", , , unknown, _U, _U, , ",
    ", 2019-01-01, 2019-12-31, year, 2019, A, 2019-01-01, 2019-12-31",
    ", 2019, 2019, year, 2019, A, 2019-01-01, 2019-12-31",
    ", 2020-01, 2020-06, half_year, 2020-S1, S, 2020-01-01, 2020-06-30",
    ", 2020-04-01, 2020-06-30, quarter, 2020-Q2, Q, 2020-04-01, 2020-06-30",
    ", 2020-02, 2020-02, month, 2020-02, M, 2020-02-01, 2020-02-29",
    ", 2020-02-03, 2020-02-03, point, 2020-02-03, D, 2020-02-03, 2020-02-03",
    ", 2020-02-01, 2020-04-30, unknown, 2020-02-01/P3M, _O, 2020-02-01, 2020-04-30",
    ", 2013, 2019, unknown, 2013-01-01/P7Y, _O, 2013-01-01, 2019-12-31",
    ", , 2019-12-31, unknown, ../2019-12-31, _O, , 2019-12-31",
    "year, 2019-01-01 00:00:00, 2019-12-31T23:59:59.999Z, year, 2019, A, 2019-01-01, 2019-12-31",
  })
  void printedPeriodsBecomeSdmxOnes(
      @Nullable String kindText,
      @Nullable String startText,
      @Nullable String endText,
      String kind,
      String timePeriod,
      String freq,
      java.time.@Nullable LocalDate start,
      java.time.@Nullable LocalDate end) {
    PeriodReader read = read(kindText, startText, endText);
    assertThat(read.reasons()).isEmpty();
    assertThat(read.period()).isEqualTo(new Period(kind, start, end, timePeriod, freq));
  }

  @ParameterizedTest
  @CsvSource({
    "year, 2019-02-30, , date_invalid:period_start",
    "year, , 2019-13, date_invalid:period_end",
    ", last year, 2019x, date_invalid:period_start date_invalid:period_end",
    ", 20191301, , date_invalid:period_start",
    ", 0219-01-01, , date_invalid:period_start",
    ", 2019-06-31, , date_invalid:period_start",
    ", 01/02/2019, , period_ambiguous:period_start",
    "year, 2019-12-31, 2019-01-01, period_reversed:period_start",
    "unknown, 2020, 2019, period_reversed:period_start",
    "yearly, 2019-01-01, 2019-12-31, period_kind_unknown:period_kind",
    "year, 2020-01-01, 2020-09-30, period_mismatch:period_kind",
    "year, 2019-01-01, 2020-12-31, period_mismatch:period_kind",
    "year, , 2019-06-30, period_mismatch:period_kind",
    "quarter, 2019, , period_mismatch:period_kind",
    "month, , 2019, period_mismatch:period_kind",
    "month, 2019-01-01, 2019-01-30, period_mismatch:period_kind",
    "year_to_date, 2019-01-01, 2020-06-30, period_mismatch:period_kind",
    "year_to_date, 2019-01-01, 2020-01-01, period_mismatch:period_kind",
    "year_to_date, 2019-07-01, 2020-06-30, ''",
    "point, 2019-04-01, 2019-04-30, period_mismatch:period_kind",
  })
  void impossibleReversedAndContradictoryPeriodsHaveAReason(
      @Nullable String kind, @Nullable String start, @Nullable String end, String expected) {
    List<String> reasons =
        read(kind, start, end).reasons().stream().map(r -> r.code() + ":" + r.column()).toList();
    assertThat(String.join(" ", reasons)).isEqualTo(expected);
  }

  @Test
  void aReasonSaysWhatWasPrintedAndWhatWouldFit() {
    assertThat(read("quarter", "2019", null).reasons().get(0).value()).isEqualTo("quarter 2019/..");
    assertThat(read("year", "2020", "2019").reasons().get(0).expected())
        .isEqualTo("a date not after period_end 2019");
    assertThat(read("yearly", null, null).reasons().get(0).expected())
        .contains("half_year, quarter");
  }

  @Test
  void aRegionIsMeantAsOfTheLastDayElseTheFirstElseThePublication() {
    java.time.LocalDate published = java.time.LocalDate.of(2021, 3, 1);
    assertThat(read("year", "2019", null).day(published)).hasToString("2019-12-31");
    assertThat(read("cumulative", "2016", null).day(published)).hasToString("2016-01-01");
    assertThat(read(null, null, null).day(published)).isEqualTo(published);
    assertThat(read(null, null, null).day(null)).isNull();
    assertThat(read("quarter", "2019", null).day(null)).hasToString("2019-01-01");
  }
}
