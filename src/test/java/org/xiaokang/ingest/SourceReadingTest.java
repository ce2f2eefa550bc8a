package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.config.Printing;
import org.xiaokang.config.Printing.PeriodLabels;

/** The labels and numbers of a source are read as all of them together tell. */
class SourceReadingTest {
  private static Printing printing(
      @Nullable String decimal, @Nullable PeriodLabels labels, @Nullable String fiscalYearStarts) {
    return new Printing(
        List.of(),
        List.of(),
        decimal,
        labels,
        fiscalYearStarts == null ? null : MonthDay.parse("--" + fiscalYearStarts),
        null,
        false,
        false);
  }

  private static ContractRow period(String label) {
    return SmallCatalogue.row("period_start", label, "period_end", label);
  }

  /** What a label says among others: the SDMX period, or the code of the reason. */
  private static String read(Printing printing, String label, List<String> all) {
    ColumnEvidence evidence = new ColumnEvidence();
    all.forEach(one -> evidence.add(period(one), printing));
    SourceReading reading = SourceReading.of("s", printing, evidence);
    PeriodReader read = PeriodReader.read(null, label, label, reading);
    return read.period() == null ? read.reasons().get(0).code() : read.period().timePeriod();
  }

  /** Columns of labels, the one that is read, what it says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2017-1 2017-2 2017-3 2017-4 | 2017-3 | period_ambiguous",
        "2017-1 2017-2 | 2017-2 | period_ambiguous",
        "2017-1 2017-2 2017-7 | 2017-2 | 2017-02",
        "2017-1 2017-10 | 2017-1 | 2017-01",
        "2001-02 2005-06 | 2005-06 | period_ambiguous",
        "2001-02 2014-03 | 2001-02 | 2001-02",
        "2001-02 2014-15 | 2001-02 | period_ambiguous",
        "2003-04 2014-15 2014-03 | 2014-03 | period_ambiguous",
        "2014-15 2014-03 | 2014-15 | period_ambiguous",
        "2004-5 2005-6 | 2004-5 | period_ambiguous",
        "2014/03 2015/11 | 2014/03 | 2014-03",
        "13/4/2018 5/4/2018 | 5/4/2018 | 2018-04-05",
        "4/13/2018 5/4/2018 | 5/4/2018 | 2018-05-04",
        "3/4/2018 5/4/2018 | 5/4/2018 | period_ambiguous",
        "13/4/2018 4/13/2018 | 13/4/2018 | period_ambiguous",
        "201403 201511 | 201403 | 2014-03"
      })
  void aColumnOfLabelsMeansOneThingOrIsRefused(String column, String label, String says) {
    assertThat(read(Printing.NOT_DECLARED, label, List.of(column.split(" ")))).isEqualTo(says);
  }

  @ParameterizedTest
  @CsvSource({
    "quarter, , 2017-3, 2017-Q3",
    "half_year, , 2017-2, 2017-S2",
    "month, , 2001-02, 2001-02",
    "fiscal_year, 04-01, 2001-02, 2001-04-01/P1Y",
    ", 07-01, 2001-02, 2001-07-01/P1Y",
    ", 07-01, 2014-15, 2014-07-01/P1Y",
    ", 10-01, 2014/15, 2014-10-01/P1Y",
    ", 04-01, 2014-2015, 2014-04-01/P1Y",
    "day_first, , 3/4/2018, 2018-04-03",
    "month_first, , 3/4/2018, 2018-03-04",
    "quarter, , 2017-7, period_ambiguous"
  })
  void whatIsDeclaredIsBelieved(
      @Nullable String labels, @Nullable String fiscalYearStarts, String label, String says) {
    PeriodLabels declared =
        labels == null ? null : PeriodLabels.valueOf(labels.toUpperCase(java.util.Locale.ROOT));
    assertThat(read(printing(null, declared, fiscalYearStarts), label, List.of(label)))
        .isEqualTo(says);
  }

  @Test
  void whatMayBeMeantIsTold() {
    ColumnEvidence evidence = new ColumnEvidence();
    List.of("2017-1", "2017-3").forEach(l -> evidence.add(period(l), Printing.NOT_DECLARED));
    PeriodReader read =
        PeriodReader.read(
            null, "2017-3", null, SourceReading.of("s", Printing.NOT_DECLARED, evidence));
    assertThat(read.reasons().get(0).expected())
        .contains("months or quarters", "period_labels: month or quarter");
  }

  @Test
  void theKindOfARowSaysWhatItsLabelIs() {
    ContractRow row = SmallCatalogue.row("period_kind", "quarter", "period_start", "2017-3");
    SourceReading reading = SourceReading.alone("s", row);
    PeriodReader read = PeriodReader.read("quarter", "2017-3", null, reading);
    assertThat(Objects.requireNonNull(read.period()).timePeriod()).isEqualTo("2017-Q3");
  }

  /** A time that is not midnight, in the zone where it is, and elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "2016-12-31T16:00:00.000Z, Asia/Shanghai, 2017-01-01",
    "2016-12-31T18:15:00Z, Asia/Kathmandu, 2017-01-01",
    "2017-01-01T05:00:00Z, America/New_York, 2017-01-01",
    "2017-01-01 08:30:00, Asia/Shanghai, 2017-01-01",
    "2016-12-31T16:00:00Z, , time_without_zone",
    "2017-01-01 08:30:00, , time_without_zone",
    "2017-01-01T00:00:00, , 2017-01-01",
    "2017-01-01T00:00:00+08:00, , 2017-01-01",
    "2017-01-01T25:00:00, , date_invalid"
  })
  void aTimeOfDayNeedsAZone(String label, @Nullable String zone, String says) {
    Printing printing =
        new Printing(
            List.of(),
            List.of(),
            null,
            null,
            null,
            zone == null ? null : ZoneId.of(zone),
            false,
            false);
    assertThat(read(printing, label, List.of(label))).isEqualTo(says);
  }

  /** Values of a column, one of them, its number; or none where the sign is not told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2,5 7,125 | 7,125 | 7.125",
        "2,5 1.250 | 1.250 | 1250",
        "2.5 7,125 | 7,125 | 7125",
        "1,234,567 7,125 | 7,125 | 7125",
        "1.234.567 7,125 | 7,125 | 7.125",
        "7,125 8,250 | 7,125 | ",
        "7,125 12 | 7,125 | ",
        "7,125 12 | 12 | 12",
        "7.125 8.250 | 8.250 | 8.25",
        "7.125 8,250 | 7.125 | ",
        "2,5 2.5 | 2,5 | ",
        "0,125 3 | 0,125 | 0.125",
        "0.125 3 | 0.125 | 0.125",
        "-2,5 －7,125 | －7,125 | -7.125"
      })
  void aColumnOfNumbersHasOneDecimalSign(String column, String value, @Nullable String number) {
    ColumnEvidence evidence = new ColumnEvidence();
    for (String one : column.split(" ")) {
      evidence.add(SmallCatalogue.row("value", one), Printing.NOT_DECLARED);
    }
    SourceReading reading = SourceReading.of("s", Printing.NOT_DECLARED, evidence);
    PrintedNumber read = reading.number(value);
    if (number == null) {
      assertThat(read).isNull();
      assertThat(reading.isUndecided(value)).isTrue();
      assertThat(reading.decimalExpected()).contains("decimal: \",\"");
    } else {
      assertThat(Objects.requireNonNull(read).value()).isEqualByComparingTo(number);
    }
  }

  @Test
  void aDeclaredSignIsBelieved() {
    SourceReading comma = SourceReading.of("s", printing(",", null, null), new ColumnEvidence());
    assertThat(Objects.requireNonNull(comma.number("7,125")).value()).isEqualByComparingTo("7.125");
    assertThat(comma.number("7.12")).isNull();
  }

  /** Evidence of parts of a source adds up in any order, and what is kept of it is enough. */
  @Test
  void evidenceAddsUp() {
    ColumnEvidence whole = new ColumnEvidence();
    ColumnEvidence one = new ColumnEvidence();
    ColumnEvidence other = new ColumnEvidence();
    for (String label : List.of("2017-3", "2017-1", "2001-02", "5/6/2018")) {
      whole.add(period(label), Printing.NOT_DECLARED);
      (label.length() < 7 ? one : other).add(period(label), Printing.NOT_DECLARED);
    }
    ColumnEvidence sum = ColumnEvidence.of(other.kept());
    sum.add(one);
    assertThat(sum.kept()).isEqualTo(whole.kept());
    Map<String, ColumnEvidence> bySource = Map.of("s", whole);
    assertThat(SourceReadings.of(Map.of(), bySource))
        .isEqualTo(SourceReadings.of(Map.of(), Map.of("s", sum)))
        .isNotEqualTo(SourceReadings.of(Map.of(), Map.of()));
  }

  @Test
  void whatIsUnambiguousIsNoEvidence() {
    ColumnEvidence evidence = new ColumnEvidence();
    for (String label : List.of("2017", "2017-01-31", "2017-Q1", "2017-01-01/P1Y", "2017年")) {
      evidence.add(period(label), Printing.NOT_DECLARED);
    }
    assertThat(evidence.isEmpty()).isTrue();
  }
}
