package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xiaokang.config.Printing;

/** Rows that say something else than they seem to: no figure, another power, another calendar. */
class CrookedRowsTest {
  private static final RowValidator VALIDATOR = SmallCatalogue.validator();

  private static final Printing MARKED =
      new Printing(List.of("9999", "x"), List.of("*", "①"), null, null, null, null, false, false);

  private static RowValidator.Validated read(Printing printing, @Nullable String... changes) {
    ContractRow row = SmallCatalogue.row(changes);
    ColumnEvidence evidence = new ColumnEvidence();
    evidence.add(row, printing);
    return VALIDATOR.validate(
        row,
        SourceReading.of("s", printing, evidence),
        Instant.parse("2021-05-01T00:00:00Z"),
        List.of());
  }

  private static String codes(RowValidator.Validated read) {
    return String.join(" ", read.reasons().stream().map(Reason::code).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "　", "-", "—", "——", "–", "..", "...", "…", "……", "n.a.", "N/A", "NaN", "null", "#N/A",
        ":"
      })
  void aMarkForNoFigureIsNoFault(String mark) {
    RowValidator.Validated read = read(Printing.NOT_DECLARED, "value", mark, "region_code", "?");
    assertThat(read.isNotReported()).isTrue();
    assertThat(read.reasons()).isEmpty();
  }

  @Test
  void aSourceMayHaveMarksOfItsOwn() {
    assertThat(read(MARKED, "value", "9999").isNotReported()).isTrue();
    assertThat(read(MARKED, "value", "X").isNotReported()).isTrue();
    assertThat(codes(read(Printing.NOT_DECLARED, "value", "x"))).isEqualTo("value_unparsable");
    assertThat(read(Printing.NOT_DECLARED, "value", "9999").observation()).isNotNull();
  }

  @Test
  void theMarkOfANoteGoesToTheNote() {
    Observation read =
        Objects.requireNonNull(read(MARKED, "value", "31①*", "note", "revised").observation());
    assertThat(read.value()).isEqualByComparingTo("31");
    assertThat(read.valuePrinted()).isEqualTo("31");
    assertThat(read.note()).isEqualTo("revised; ①*");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<7 | qualifier",
        "约4.5 | approx in column qualifier",
        "21.7② | note_marks: ['②']",
        "18 人 | belongs in column unit",
        "many | no_figure: ['many']"
      })
  void whatAValueSeemsToBeIsTold(String value, String told) {
    RowValidator.Validated read = read(Printing.NOT_DECLARED, "value", value);
    assertThat(read.reasons()).hasSize(1);
    assertThat(read.reasons().get(0).expected()).contains(told);
  }

  @Test
  void aPowerOfTenOfSdmxIsApplied() {
    Observation read =
        Objects.requireNonNull(
            read(Printing.NOT_DECLARED, "value", "4.5", "unit_mult", "6").observation());
    assertThat(read.value()).isEqualByComparingTo("4500000");
    assertThat(read.roundingTolerance()).isEqualByComparingTo("50000");
    assertThat(read.unitPrinted()).isEqualTo("10^6 人");
    assertThat(codes(read(Printing.NOT_DECLARED, "unit_mult", "millions")))
        .isEqualTo("unit_mult_invalid");
  }

  @Test
  void whatCannotBeAppliedIsRefused() {
    assertThat(codes(read(Printing.NOT_DECLARED, "base_per", "2015"))).isEqualTo("base_period");
    assertThat(codes(read(Printing.NOT_DECLARED, "obs_status", "M"))).isEqualTo("obs_status");
    assertThat(read(Printing.NOT_DECLARED, "obs_status", "M", "value", "").isNotReported())
        .isTrue();
    assertThat(read(Printing.NOT_DECLARED, "obs_status", "A").observation()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2563, , period_too_late",
    "2078, , period_too_late",
    "2023, , period_too_late",
    "2022, , ''",
    "2019, , ''",
    "1400, , period_too_early",
    "1700, , ''",
    "2023, 2022-03-01, ''",
    "2020, 2018-06, period_too_late"
  })
  void aPeriodFarFromItsDocumentIsRefused(String year, @Nullable String published, String code) {
    RowValidator.Validated read =
        read(Printing.NOT_DECLARED, "period_start", year, "published_on", published);
    assertThat(codes(read)).isEqualTo(code);
  }

  @Test
  void aSourceMayHaveDistantPeriods() {
    Printing distant = new Printing(List.of(), List.of(), null, null, null, null, true, false);
    assertThat(read(distant, "period_start", "2050").observation()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2018-12-31, 2019-12-30, true",
    "2019-01-01, 2020-01-01, true",
    "2019-01-02, 2019-12-31, true",
    "2019-03-31, 2019-04-29, true",
    "2019-01-01, 2019-12-31, false",
    "2019-01-01, 2019-09-30, false",
    "2019-01-03, 2019-12-29, false"
  })
  void aSpanOneDayOffTheCalendarIsTold(String start, String end, boolean isTold) {
    RowValidator.Validated read =
        read(Printing.NOT_DECLARED, "period_start", start, "period_end", end);
    assertThat(read.remarks().stream().map(Remark::kind).toList())
        .isEqualTo(isTold ? List.of(Remark.Kind.ONE_DAY_OFF) : List.of());
  }

  @ParameterizedTest
  @CsvSource({"2020-09, ", "2020, ", "2020/09/30, 2020-09-30", "30.9.2020, 2020-09-30"})
  void aVagueDayOfPublicationKeepsTheFigure(String published, @Nullable String day) {
    RowValidator.Validated read = read(Printing.NOT_DECLARED, "published_on", published);
    Observation figure = Objects.requireNonNull(read.observation());
    assertThat(String.valueOf(figure.publishedOn())).isEqualTo(day == null ? "null" : day);
    assertThat(read.remarks()).hasSize(day == null ? 1 : 0);
  }

  @Test
  void aWrongEncodingIsToldOnce() {
    RowValidator.Validated read =
        read(
            Printing.NOT_DECLARED,
            "metric_code",
            "\uFFFD\uFFFD",
            "region_name",
            "\uFFFD",
            "unit",
            "\uFFFD");
    assertThat(codes(read)).isEqualTo("encoding");
    assertThat(read.reasons().get(0).expected()).contains("GBK", "GB18030");
  }

  @Test
  void aCellThatCouldNotBeComputedSaysWhy() {
    ContractRow row = SmallCatalogue.row("value", null);
    RowValidator.Validated read =
        VALIDATOR.validate(
            row,
            SourceReading.alone("s", row),
            null,
            List.of(new Reason("not_computed", "value", "share = 'x'", "a number")));
    assertThat(codes(read)).isEqualTo("not_computed");
  }

  private static FigureOutcome settled(Printing printing, DatedRow... rows) {
    Settlement settlement =
        new Settlement(
            ReceivedRows.validator(), SourceReadings.of(Map.of("reports", printing), Map.of()));
    return settlement.of(List.of(rows));
  }

  private static String verdicts(FigureOutcome figure) {
    return (figure.observed() == null ? "" : "observed ")
        + String.join(
            " ",
            figure.others().stream()
                .map(
                    row ->
                        row.verdict().code()
                            + (row.reasons().isEmpty() ? "" : ":" + row.reasons().get(0).code()))
                .toList());
  }

  @Test
  void anIdOfTwoPeriodsIsNoCorrection() {
    DatedRow[] rows = {
      ReceivedRows.row("1", "period_start", "2018", "source_file", "a.csv"),
      ReceivedRows.row("1", "period_start", "2019", "source_file", "b.csv")
    };
    assertThat(verdicts(settled(Printing.NOT_DECLARED, rows)))
        .isEqualTo("rejected:obs_id_reused rejected:obs_id_reused");
    Printing may = new Printing(List.of(), List.of(), null, null, null, null, false, true);
    assertThat(verdicts(settled(may, rows))).isEqualTo("observed superseded");
  }

  @Test
  void anotherSpellingOfTheSubjectIsACorrectionAllTheSame() {
    assertThat(
            verdicts(
                settled(
                    Printing.NOT_DECLARED,
                    ReceivedRows.row("1", "period_start", "2018", "period_end", "2018"),
                    ReceivedRows.row(
                        "1",
                        "period_start",
                        "2018-01-01",
                        "period_end",
                        "2018-12-31",
                        "value",
                        "13",
                        "source_file",
                        "b.csv"))))
        .isEqualTo("observed superseded");
  }

  @Test
  void anIdMayBeUsedAgainOnceItsFigureIsWithdrawn() {
    assertThat(
            verdicts(
                settled(
                    Printing.NOT_DECLARED,
                    ReceivedRows.row("1", "period_start", "2018", "published_on", "2020-01-01"),
                    ReceivedRows.row("1", "action", "D", "published_on", "2020-02-01"),
                    ReceivedRows.row("1", "period_start", "2019", "published_on", "2020-03-01"))))
        .isEqualTo("observed superseded superseded");
  }

  @Test
  void equalNumbersAreOneContentHoweverTheyAreSpelled() {
    assertThat(
            verdicts(
                settled(
                    Printing.NOT_DECLARED,
                    ReceivedRows.row("1", "value", "5"),
                    ReceivedRows.row("1", "value", "5.0"),
                    ReceivedRows.row("1", "value", "5.00"))))
        .isEqualTo("observed duplicate duplicate");
  }

  @Test
  void aLaterMarkForNoFigureTakesTheFigureBack() {
    assertThat(
            verdicts(
                settled(
                    Printing.NOT_DECLARED,
                    ReceivedRows.row("1", "published_on", "2020-01-01"),
                    ReceivedRows.row("1", "value", "—", "published_on", "2020-02-01"))))
        .isEqualTo("superseded not_reported");
  }
}
