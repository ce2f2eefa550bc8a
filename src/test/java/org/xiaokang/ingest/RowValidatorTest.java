package org.xiaokang.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a row says, or every reason why it says nothing. */
class RowValidatorTest {
  private static final RowValidator VALIDATOR = SmallCatalogue.validator();

  private static RowValidator.Validated validated(String... changes) {
    return VALIDATOR.validate("reports", SmallCatalogue.row(changes));
  }

  private static Observation observation(String... changes) {
    RowValidator.Validated found = validated(changes);
    assertThat(found.reasons()).as("%s", List.of(changes)).isEmpty();
    return Objects.requireNonNull(found.observation());
  }

  /** The reasons as code:column, joined by blanks. */
  private static String reasons(RowValidator.Validated found) {
    assertThat(found.observation() == null).isEqualTo(!found.reasons().isEmpty());
    return found.reasons().stream()
        .map(reason -> reason.code() + ":" + reason.column())
        .collect(Collectors.joining(" "));
  }

  private static @Nullable String expected(RowValidator.Validated found) {
    return found.reasons().get(0).expected();
  }

  /**
   * Value, decimals, half a unit of the last digit; computed by hand. What DECIMAL(38,18) does not
   * hold of the last is null, or 0 where it is rounded away.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "special_fiscal_fund | 亿元 | 1.478 | 147800000 | 3 | 50000",
        "special_fiscal_fund | 万元 | 13303.64 | 133036400 | 2 | 50",
        "special_fiscal_fund | 元 | '1,234,567.5' | 1234567.5 | 1 | 0.05",
        "special_fiscal_fund | 100 Million  Yuan | 2.7 | 270000000 | 1 | 5000000",
        "special_fiscal_fund | 元 | 12345678901234567890 | 12345678901234567890 | 0 | 0.5",
        "special_fiscal_fund | 元 | 99999999999999999999 | 99999999999999999999 | 0 | 0.5",
        "special_fiscal_fund | 元 | -99999999999999999999.99999999999999999"
            + " | -99999999999999999999.99999999999999999 | 17 | 0.000000000000000005",
        "special_fiscal_fund | 元 | 0.000000000000000001 | 0.000000000000000001 | 18 |"
            + " 0.000000000000000001",
        "special_fiscal_fund | 亿元 | 0.00000000000000000000000001 | 0.000000000000000001 | 26 |"
            + " 0.000000000000000001",
        "special_fiscal_fund | 元 | 1.0000000000000000004 | 1 | 19 | 0",
        "special_fiscal_fund | 元 | 1.5e3 | 1500 | | 50",
        "special_fiscal_fund | 元 | 1.50E-2 | 0.015 | | 0.00005",
        "special_fiscal_fund | 元 | 2e+3 | 2000 | | 500",
        "special_fiscal_fund | 元 | 1E19 | 10000000000000000000 | | 5000000000000000000",
        "special_fiscal_fund | 元 | １，２３４．５ | 1234.5 | 1 | 0.05",
        "special_fiscal_fund | 元 | '　 +7667 ' | 7667 | 0 | 0.5",
        "special_fiscal_fund | 元 | \u22127.94 | -7.94 | 2 | 0.005",
        "special_fiscal_fund | 元 | －5 | -5 | 0 | 0.5",
        "special_fiscal_fund | 元 | .5 | 0.5 | 1 | 0.05",
        "special_fiscal_fund | 元 | 5. | 5 | 0 | 0.5",
        "special_fiscal_fund | 元 | 1.50 | 1.50 | 2 | 0.005",
        "special_fiscal_fund | 元 | 0 | 0 | 0 | 0.5",
        "special_fiscal_fund | 元 | -0.00 | 0 | 2 | 0.005",
        "special_fiscal_fund | 元 | 0007 | 7 | 0 | 0.5",
        "poverty_incidence | % | 9.94 | 9.94 | 2 | 0.005",
        "poverty_incidence | ‰ | 12.7 | 1.27 | 1 | 0.005",
        "poverty_incidence | ratio | 0.127 | 12.7 | 3 | 0.05",
        "poor_population_lifted | 万人 | 14.85 | 148500 | 2 | 50",
        "specialty_industry_area | 公顷 | 1.8 | 27 | 1 | 0.75",
        "specialty_industry_area | 公顷 | 0.000000000000000001 | 0.000000000000000015 | 18 |"
            + " 0.000000000000000008",
        "specialty_industry_area | 公顷 | 1234567890123456789.012345678901234567"
            + " | 18518518351851851835.185185183518518505 | 18 | 0.000000000000000008",
        "specialty_industry_area | 公顷 | -1.5e2 | -2250 | | 75",
        "specialty_industry_area | 公顷 | 6666666666666666666.666666666666666666"
            + " | 99999999999999999999.99999999999999999 | 18 | 0.000000000000000008",
        "specialty_industry_area | 万公顷 | 1.8 | 270000 | 1 | 7500",
        "grain_output | 斤 | 3 | 1.5 | 0 | 0.25",
        "grain_output | 斤 | 0.01 | 0.005 | 2 | 0.0025",
        "grain_output | 吨 | 1.25 | 1250 | 2 | 5",
        "income_per_capita | 元 | 9379 | 9379 | 0 | 0.5",
      })
  void printedNumbersBecomeExactDecimals(
      String metric,
      String unit,
      String printed,
      BigDecimal value,
      @Nullable Integer decimals,
      BigDecimal tolerance) {
    Observation found = observation("metric_code", metric, "unit", unit, "value", printed);
    assertThat(found.value()).isEqualByComparingTo(value);
    assertThat(found.decimals()).isEqualTo(decimals);
    assertThat(found.roundingTolerance()).isEqualByComparingTo(tolerance);
  }

  private static Stream<Arguments> whatFitsNoTable() {
    return Stream.of(
        Arguments.of("twelve", "value_unparsable:value"),
        Arguments.of("12人", "value_unparsable:value"),
        Arguments.of("1 234", "value_unparsable:value"),
        Arguments.of("1".repeat(201), "value_unparsable:value"),
        Arguments.of("Infinity", "value_not_finite:value"),
        Arguments.of("-inf", "value_not_finite:value"),
        Arguments.of("∞", "value_not_finite:value"),
        Arguments.of("100000000000000000000", "value_overflow:value"),
        Arguments.of("1e20", "value_overflow:value"),
        Arguments.of("1e400", "value_overflow:value"),
        Arguments.of("1e999999999999", "value_overflow:value"),
        Arguments.of("1e-999999999", "value_overflow:value"),
        Arguments.of("1E-30", "value_overflow:value"),
        Arguments.of("0.0000000000000000001", "value_overflow:value"),
        Arguments.of("1".repeat(200), "value_overflow:value"));
  }

  @ParameterizedTest
  @MethodSource("whatFitsNoTable")
  void whatIsNoFiniteNumberThatFitsIsRejectedByName(String printed, String reason) {
    assertThat(reasons(validated("value", printed))).isEqualTo(reason);
  }

  @Test
  void aFactorIsHeldToTheSameLimits() {
    assertThat(
            reasons(
                validated(
                    "metric_code",
                    "specialty_industry_area",
                    "unit",
                    "公顷",
                    "value",
                    "6666666666666666667")))
        .isEqualTo("value_overflow:value");
  }

  @Test
  void everyReasonOfARowIsCollected() {
    RowValidator.Validated found =
        validated(
            "doc_id",
            " ",
            "region_code",
            "1",
            "metric_code",
            "poor_populaton_lifted",
            "value",
            "x",
            "unit",
            "kg",
            "period_start",
            "2019-02-29",
            "period_kind",
            "annual",
            "qualifier",
            "roughly",
            "published_on",
            "soon",
            "confidence",
            "1.2");
    assertThat(reasons(found))
        .isEqualTo(
            "missing:doc_id metric_unknown:metric_code unit_unknown:unit"
                + " region_unknown:region_code value_unparsable:value"
                + " date_invalid:period_start period_kind_unknown:period_kind"
                + " date_invalid:published_on qualifier_unknown:qualifier"
                + " confidence_invalid:confidence");
    assertThat(found.reasons().get(1).expected())
        .contains("did you mean 'poor_population_lifted'?");
  }

  @Test
  void aUnitOfAnotherMetricIsToldWithWhatItIsOf() {
    RowValidator.Validated found = validated("unit", "元");
    assertThat(reasons(found)).isEqualTo("unit_incompatible:unit");
    assertThat(expected(found))
        .isEqualTo(
            "a symbol of person, the unit of poor_population_lifted; this one is of yuan, yuan/person");
  }

  @Test
  void aMetricThatIsLikeNoOtherIsToldWhereTheyAre() {
    RowValidator.Validated found = validated("metric_code", "xyz");
    assertThat(reasons(found)).isEqualTo("metric_unknown:metric_code");
    assertThat(expected(found)).contains("table metrics");
  }

  @Test
  void bytesThatAreNoTextAreAReason() {
    assertThat(reasons(validated("note", "caf\uFFFD"))).isEqualTo("encoding:note");
    assertThat(reasons(RowValidator.malformed("1,2\uFFFD")))
        .isEqualTo("malformed:malformed encoding:malformed");
  }

  @Test
  void aConfidenceIsANumberFromZeroToOne() {
    assertThat(observation("confidence", "0").confidence()).isZero();
    assertThat(observation("confidence", "1").confidence()).isEqualTo(1);
    assertThat(observation("confidence", "9e-1").confidence()).isEqualTo(0.9);
    for (String odd : List.of("1.5", "-0.1", "1.2.3", "high", "NaN")) {
      assertThat(reasons(validated("confidence", odd)))
          .as(odd)
          .isEqualTo("confidence_invalid:confidence");
    }
  }

  @Test
  void anActionThatNobodyKnowsIsAReason() {
    for (String action : List.of("", "I", "i", " a", "R", "Ｍ")) {
      assertThat(reasons(validated("action", action))).as(action).isEmpty();
    }
    for (String action : List.of("X", "delete")) {
      RowValidator.Validated found = validated("action", action);
      assertThat(reasons(found)).isEqualTo("action_unknown:action");
      assertThat(expected(found))
          .startsWith("I, A, R, M or nothing")
          .contains("D where it is withdrawn");
    }
  }

  @Test
  void aWithdrawalNeedsToNameTheFigureAndNothingElse() {
    String[] blank = {"region_code", "", "metric_code", "", "value", "", "unit", "", "action", "D"};
    RowValidator.Validated found = validated(blank);
    assertThat(found.reasons()).isEmpty();
    assertThat(found.observation()).isNull();
    assertThat(RowValidator.withdraws(SmallCatalogue.row("action", " ｄ "))).isTrue();
    assertThat(RowValidator.withdraws(SmallCatalogue.row("action", "delete"))).isFalse();
    assertThat(reasons(validated("obs_id", "", "action", "D"))).isEqualTo("missing:obs_id");
  }

  @Test
  void aGoodRowBecomesAnObservation() {
    Observation found =
        observation(
            "metric_code",
            " 脱贫人口",
            "value",
            " 14.85 ",
            "unit",
            "万人",
            "scope",
            " type = village ; registered_poor; all ;type=village",
            "qualifier",
            "At least",
            "published_on",
            "2021-05-21",
            "confidence",
            "0.90",
            "locator",
            "697",
            "note",
            "  ");
    assertThat(found.source()).isEqualTo("reports");
    assertThat(found.docId()).isEqualTo("d1");
    assertThat(found.obsId()).isEqualTo("1");
    assertThat(found.observationId()).isEqualTo(RowHash.figure("reports", "d1", "1"));
    assertThat(found.metric()).isEqualTo("poor_population_lifted");
    assertThat(found.unit()).isEqualTo("person");
    assertThat(found.scope()).isEqualTo("registered_poor;type=village");
    assertThat(found.valuePrinted()).isEqualTo("14.85");
    assertThat(found.unitPrinted()).isEqualTo("万人");
    assertThat(found.qualifier()).isEqualTo("at_least");
    assertThat(found.obsStatus()).isEqualTo("E");
    assertThat(found.publishedOn()).isEqualTo(LocalDate.of(2021, 5, 21));
    assertThat(found.confidence()).isEqualTo(0.9);
    assertThat(found.locator()).isEqualTo("697");
    assertThat(found.note()).isNull();
    assertThat(observation().obsStatus()).as("exact, where nothing is said").isEqualTo("A");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | all",
        "all | all",
        "'ALL ; ' | ALL",
        "' ; ' | all",
        "rural | rural",
        "registered_poor;grade=C,D | grade=C,D;registered_poor",
        "b=1;a1=2;a=3 | a=3;a1=2;b=1",
        "poor_population >= 100；level＝county | level=county;poor_population>=100",
      })
  void scopesHaveOneSpelling(String printed, String scope) {
    assertThat(observation("scope", printed).scope()).isEqualTo(scope);
  }
}
