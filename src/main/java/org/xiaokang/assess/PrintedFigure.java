package org.xiaokang.assess;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.ingest.Observation;

/**
 * A figure as it was printed, and so how far its value is known.
 *
 * @param value the figure in the metric's unit
 * @param step one in the last printed place, in the metric's unit; null where it is not known
 * @param width how far a figure that is about or nearly so much may be from it, in the metric's
 *     unit
 * @param qualifier exact, approx, at_least, at_most, above, below or nearly
 * @param counted whether it counts whole things and is printed to the last of them
 * @param domain where a figure of the metric may lie at all
 */
record PrintedFigure(
    Fraction value,
    @Nullable Fraction step,
    Fraction width,
    String qualifier,
    boolean counted,
    Interval domain)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Fraction HALF = Fraction.ONE.over(Fraction.of(2));

  /** A figure of a document. */
  static PrintedFigure of(Observation figure, Catalogue catalogue) {
    BigDecimal tolerance = figure.roundingTolerance();
    BigDecimal step =
        tolerance == null || tolerance.signum() == 0 ? null : tolerance.add(tolerance);
    boolean counted =
        step != null
            && step.compareTo(BigDecimal.ONE) == 0
            && catalogue.units().isWhole(figure.unit());
    Fraction value = Fraction.of(figure.value());
    Interval domain =
        Optional.ofNullable(catalogue.metrics().get(figure.metric()))
            .map(PrintedFigure::domain)
            .orElse(Interval.ALL);
    return new PrintedFigure(
        value,
        step == null ? null : Fraction.of(step),
        Fraction.of(vague(figure.value(), step)),
        figure.qualifier(),
        counted,
        domain.contains(value) ? domain : Interval.ALL);
  }

  /** One in the last place that is not a trailing zero: "about 1,200" is known to the hundreds. */
  private static BigDecimal vague(BigDecimal value, @Nullable BigDecimal step) {
    BigDecimal last =
        value.signum() == 0
            ? BigDecimal.ZERO
            : BigDecimal.ONE.scaleByPowerOfTen(-value.stripTrailingZeros().scale());
    return step == null ? last : last.max(step);
  }

  /** Where a metric's figures may lie: stocks, flows, means and shares of things from zero. */
  static Interval domain(Metric metric) {
    return switch (metric.kind()) {
      case STOCK, FLOW, AVERAGE, RATE -> Interval.NOT_NEGATIVE;
      case RANK -> new Interval(Fraction.ONE, false, null, true);
      case GROWTH_RATE -> Interval.ALL;
    };
  }

  /** Where the value lies. */
  Interval interval() {
    Fraction half = counted || step == null ? Fraction.ZERO : step.times(HALF);
    Interval said =
        switch (qualifier) {
          case "at_least" -> new Interval(value, false, null, true);
          case "above" -> new Interval(value, true, null, true);
          case "at_most" -> new Interval(null, true, value, false);
          case "below" -> new Interval(null, true, value, true);
          case "approx" -> Interval.closed(value.minus(width), value.plus(width));
          case "nearly" -> Interval.closed(value.minus(width), value.plus(half));
          default -> Interval.closed(value.minus(half), value.plus(half));
        };
    Interval possible = said.meet(domain);
    return possible.isEmpty() ? said : possible;
  }

  /** The same with so many steps more or less, and with as much known of it. */
  PrintedFigure corrected(BigInteger steps) {
    Fraction by = step == null ? Fraction.ZERO : step.times(Fraction.of(steps));
    return new PrintedFigure(value.plus(by), step, width, qualifier, counted, domain);
  }
}
