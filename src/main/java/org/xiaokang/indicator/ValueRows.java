package org.xiaokang.indicator;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/**
 * The values of an indicator as the table shows them: what its definition says of every value
 * (unit, expected range, the period that it belongs to), and marks in words.
 */
final class ValueRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String UNDEFINED =
      "the formula has no value for these inputs (a division by zero, or a root or logarithm of a"
          + " figure that has none)";

  /** Every spelling of a period with a known start begins with its year. */
  private static final Pattern YEAR_FIRST = Pattern.compile("^(\\d{4})(.*)$", Pattern.DOTALL);

  private final String indicator;
  private final String unit;
  private final int shift;
  private final double least;
  private final double most;

  ValueRows(Indicator definition) {
    this.indicator = definition.id();
    this.unit = definition.unit().toString();
    this.shift = definition.periodShift();
    this.least = definition.expected().min().orElse(Double.NEGATIVE_INFINITY);
    this.most = definition.expected().max().orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * What was found, before it is said in the table's words; see {@link IndicatorValue}.
   *
   * @param marks bits of {@link Mark}
   * @param suppressed whether there is a value that is not shown
   */
  record Found(
      String refArea,
      String seriesArea,
      String scope,
      Period period,
      @Nullable String basePeriod,
      Origin origin,
      @Nullable Double value,
      @Nullable Double unadjusted,
      int marks,
      boolean suppressed,
      @Nullable String reason,
      List<InputFigure> inputs,
      @Nullable Coverage coverage,
      @Nullable CoverageChange change,
      @Nullable String parentArea,
      @Nullable SiblingRank rank,
      @Nullable Double rounding,
      @Nullable LocalDate endsBy) {}

  IndicatorValue of(Found found) {
    Double value = found.value();
    CoverageChange change = found.change();
    return new IndicatorValue(
        found.refArea(),
        found.seriesArea(),
        indicator,
        found.scope(),
        shifted(found.period()),
        found.basePeriod(),
        found.origin(),
        value,
        found.unadjusted(),
        unit,
        found.suppressed() ? "Q" : Mark.obsStatus(value, found.marks()),
        Mark.bound(found.marks()),
        Mark.flags(found.marks(), value != null && value > most, value != null && value < least),
        found.reason() == null && value == null ? UNDEFINED : found.reason(),
        found.inputs(),
        found.coverage(),
        change == null ? null : change.of(shifted(change.previousPeriod())),
        found.parentArea(),
        found.rank(),
        found.rounding(),
        shifted(found.endsBy()));
  }

  private Period shifted(Period period) {
    return shift == 0
        ? period
        : new Period(
            period.kind(),
            shifted(period.start()),
            shifted(period.end()),
            shifted(period.timePeriod()),
            period.freq());
  }

  private @Nullable LocalDate shifted(@Nullable LocalDate day) {
    return day == null ? null : day.plusYears(shift);
  }

  /** The same period of another year. */
  private String shifted(String timePeriod) {
    Matcher matcher = YEAR_FIRST.matcher(timePeriod);
    return shift == 0 || !matcher.matches()
        ? timePeriod
        : String.format(
            Locale.ROOT, "%04d%s", Integer.parseInt(matcher.group(1)) + shift, matcher.group(2));
  }
}
