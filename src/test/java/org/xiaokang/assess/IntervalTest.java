package org.xiaokang.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.source.CatalystFormulas;

/** Where numbers may lie, and where what is computed from them may. */
class IntervalTest {
  private static final CatalystFormulas PARSER = new CatalystFormulas();

  private static Interval of(String text) {
    String[] ends = text.substring(1, text.length() - 1).split(";");
    return new Interval(end(ends[0]), text.startsWith("("), end(ends[1]), text.endsWith(")"));
  }

  private static @Nullable Fraction end(String text) {
    return text.equals("...") ? null : Fraction.of(new BigDecimal(text));
  }

  @ParameterizedTest
  @CsvSource({
    "+, [1;2], [3;4], [4;6]",
    "+, (1;2], [3;...), (4;...)",
    "-, [1;2], [3;4], [-3;-1]",
    "-, [1;2), (0;1], [0;2)",
    "*, [2;3], [4;5], [8;15]",
    "*, [-2;3], [4;5], [-10;15]",
    "*, [-2;3], [-5;4], [-15;12]",
    "*, [0;0], [1;...), [0;0]",
    "*, (0;1), (1;...), (0;...)",
    "*, [0;1], [0;...), [0;...)",
    "*, (-1;0), (2;3), (-3;0)",
    "/, [1;2], [4;5], [0.2;0.5]",
    "/, [1;2], (4;5], [0.2;0.5)",
    "/, [0;0], [0;...), [0;0]",
    "/, [3;3], [0;...), (0;...)",
    "/, [3;3], (0;6], [0.5;...)",
    "/, [3;3], [-2;-1], [-3;-1.5]",
    "/, [3;3], [-1;1], (...;...)",
    "/, [3;3], [0;0], (...;...)"
  })
  void operationsHoldEveryValueThatTheirOperandsMayHave(
      String operator, String left, String right, String expected) {
    Formula formula = PARSER.parse("a " + operator + " b");
    assertThat(IntervalFormula.of(formula, Map.of("a", of(left), "b", of(right))))
        .isEqualTo(of(expected));
  }

  @Test
  void whatRandomNumbersGiveLiesInWhatTheirIntervalsGive() {
    Formula formula = PARSER.parse("100 * (a + b / c * d) / e - abs(a - b) + greatest(a, b, 3)");
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      Map<String, Interval> intervals = new java.util.HashMap<>();
      Map<String, Interval> points = new java.util.HashMap<>();
      for (String name : formula.variables()) {
        int low = random.nextInt(20) + 1;
        int high = low + random.nextInt(5);
        intervals.put(name, Interval.closed(Fraction.of(low), Fraction.of(high)));
        int at = low + random.nextInt(high - low + 1);
        points.put(name, Interval.point(Fraction.of(at)));
      }
      Interval point = IntervalFormula.of(formula, points);
      assertThat(point.isPoint()).isTrue();
      assertThat(
              IntervalFormula.of(formula, intervals).contains(Objects.requireNonNull(point.low())))
          .isTrue();
    }
  }

  @Test
  void aFormulaThatNamesAFigureTwiceIsAsNarrowAsItsCorners() {
    Formula formula = PARSER.parse("100 * cleared / (cleared + rest)");
    Map<String, Interval> inputs = Map.of("cleared", of("[10;20]"), "rest", of("[80;80]"));
    // Interval arithmetic alone would give [10, 22.2...].
    assertThat(IntervalFormula.of(formula, inputs))
        .isEqualTo(Interval.closed(Fraction.of(10), Fraction.of(200).over(Fraction.of(9))));
    assertThat(
            FormulaRange.of(PARSER.parse("a / b + a"), Map.of("a", of("[1;2]"), "b", of("[1;2]"))))
        .isEqualTo(of("[1.5;4]"));
  }

  @ParameterizedTest
  @CsvSource({
    "exact, 2.0, 0.1, false, [1.95;2.05]",
    "exact, 2, 1, true, [2;2]",
    "exact, 2, 1, false, [1.5;2.5]",
    "exact, 0, 1, false, [0;0.5]",
    "at_least, 97, 1, false, [97;...)",
    "above, 90, 1, false, (90;...)",
    "at_most, 2, 1, false, [0;2]",
    "below, 2, 1, false, [0;2)",
    "nearly, 2, 1, false, [1;2.5]",
    "approx, 1200, 1, true, [1100;1300]",
    "approx, 43.2, 0.1, false, [43.1;43.3]"
  })
  void aFigureIsKnownAsFarAsItsQualifierAndItsDigitsTell(
      String qualifier, BigDecimal value, BigDecimal step, boolean counted, String expected) {
    BigDecimal width = BigDecimal.ONE.scaleByPowerOfTen(-value.stripTrailingZeros().scale());
    PrintedFigure figure =
        new PrintedFigure(
            Fraction.of(value),
            Fraction.of(step),
            Fraction.of(width.max(step)),
            qualifier,
            counted,
            Interval.NOT_NEGATIVE);
    assertThat(figure.interval()).isEqualTo(of(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "[0;2), BELOW, 3, MET",
    "[0;2), BELOW, 2, MET",
    "[0;2], BELOW, 2, NOT_DECIDABLE",
    "[0;2], AT_MOST, 2, MET",
    "[97;...), AT_LEAST, 90, MET",
    "(90;...), ABOVE, 90, MET",
    "[90;...), ABOVE, 90, NOT_DECIDABLE",
    "[1;2.5], BELOW, 2, NOT_DECIDABLE",
    "[1;2.5], AT_MOST, 2, NOT_DECIDABLE",
    "[1;2.5], BELOW, 3, MET",
    "[2;2], BELOW, 2, NOT_MET",
    "[2;2], AT_MOST, 2, MET",
    "[90;90], AT_LEAST, 90, MET",
    "[0;90), AT_LEAST, 90, NOT_MET",
    "(...;...), BELOW, 2, NOT_DECIDABLE"
  })
  void aBoundDecidesWhereItCan(
      String value,
      org.xiaokang.catalogue.Criterion.Comparing comparing,
      BigDecimal threshold,
      AssessmentVerdict expected) {
    assertThat(AssessmentVerdict.of(of(value), comparing, Fraction.of(threshold)))
        .isEqualTo(expected);
  }
}
