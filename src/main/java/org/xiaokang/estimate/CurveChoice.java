package org.xiaokang.estimate;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * Both curves through the points of one table, and which of them is taken.
 *
 * @param quadratic null where the points determine none
 * @param beta null where the points determine none
 */
public record CurveChoice(
    LorenzPoints points, @Nullable LorenzCurve quadratic, @Nullable LorenzCurve beta) {
  /** What the choice for poverty goes by. */
  enum Rule {
    QUADRATIC,
    BETA,
    SMALLER_ERROR
  }

  /** Fits both. */
  public static Outcome<CurveChoice> of(LorenzPoints points) {
    LorenzCurve quadratic = LorenzCurve.quadratic(points).result();
    Outcome<? extends LorenzCurve> beta = LorenzCurve.beta(points);
    return quadratic == null && beta.result() == null
        ? Outcome.none("no curve fits: %s", String.valueOf(beta.reason()))
        : Outcome.of(new CurveChoice(points, quadratic, beta.result()));
  }

  /**
   * The curve for the whole distribution: the valid one; of two the one with the smaller sum of
   * squared errors over all points but the last, the quadratic one where they are equal.
   *
   * @return none where neither is valid, with both faults
   */
  public Outcome<LorenzCurve> forDistribution() {
    boolean first = isValid(quadratic);
    boolean second = isValid(beta);
    if (quadratic != null && beta != null && first && second) {
      int inside = points.size() - 1;
      return Outcome.of(
          quadratic.errorOver(points, inside) <= beta.errorOver(points, inside) ? quadratic : beta);
    }
    if (quadratic != null && first) {
      return Outcome.of(quadratic);
    }
    return beta != null && second ? Outcome.of(beta) : Outcome.none("%s", faults());
  }

  private static boolean isValid(@Nullable LorenzCurve curve) {
    return curve != null && curve.fault().isEmpty();
  }

  private String faults() {
    return "neither curve is one of a distribution: quadratic: %s; beta: %s"
        .formatted(fault(quadratic), fault(beta));
  }

  private static String fault(@Nullable LorenzCurve curve) {
    return curve == null ? "the points determine none" : curve.fault().orElse("valid");
  }

  /**
   * Poverty at a line with the curve it was taken from.
   *
   * @param curve its name
   */
  public record ChosenPoverty(String curve, GroupedPoverty poverty) {}

  /**
   * Poverty at a line, by the curve that is chosen for it: {@link #rule}, and never one whose
   * figures are impossible.
   *
   * @param mean of the distribution, above 0
   * @param line in the mean's unit, above 0
   */
  public Outcome<ChosenPoverty> poverty(double mean, double line) {
    if (!(mean > 0) || !(line > 0)) {
      return Outcome.none("poverty needs a mean and a line above 0, has %s and %s", mean, line);
    }
    GroupedPoverty first = quadratic == null ? null : GroupedPoverty.of(quadratic, mean, line);
    GroupedPoverty second = beta == null ? null : GroupedPoverty.of(beta, mean, line);
    boolean firstIsNormal = first != null && first.fault().isEmpty();
    boolean secondIsNormal = second != null && second.fault().isEmpty();
    if (!firstIsNormal && !secondIsNormal) {
      return Outcome.none(
          "neither curve gives possible figures at the line of %s with a mean of %s: quadratic: %s;"
              + " beta: %s",
          line, mean, fault(first), fault(second));
    }
    boolean takesFirst = firstIsNormal;
    if (firstIsNormal && secondIsNormal) {
      takesFirst =
          switch (rule(isValid(quadratic), isValid(beta), true, true)) {
            case QUADRATIC -> true;
            case BETA -> false;
            case SMALLER_ERROR -> isQuadraticCloser(first, second);
          };
    }
    return Outcome.of(
        takesFirst && first != null
            ? new ChosenPoverty("quadratic", first)
            : new ChosenPoverty("beta", java.util.Objects.requireNonNull(second)));
  }

  private static String fault(@Nullable GroupedPoverty poverty) {
    return poverty == null ? "the points determine none" : poverty.fault().orElse("possible");
  }

  private boolean isQuadraticCloser(
      @Nullable GroupedPoverty first, @Nullable GroupedPoverty second) {
    if (quadratic == null || beta == null || first == null || second == null) {
      return quadratic != null;
    }
    return upTo(quadratic, first.headcount()) <= upTo(beta, second.headcount());
  }

  /** The sum of squared errors over the points up to the first beyond a headcount. */
  private double upTo(LorenzCurve curve, double headcount) {
    int first = 0;
    while (first < points.size() && points.population()[first] < headcount) {
      first++;
    }
    return curve.errorOver(points, Math.min(first + 1, points.size()));
  }

  /**
   * Which curve gives poverty, by validity of the curve and possibility of its figures: the World
   * Bank's rules (wbpip, gd_select_lorenz).
   */
  static Rule rule(
      boolean quadraticIsValid,
      boolean betaIsValid,
      boolean quadraticIsNormal,
      boolean betaIsNormal) {
    if (quadraticIsNormal && betaIsNormal) {
      if (quadraticIsValid == betaIsValid) {
        return Rule.SMALLER_ERROR;
      }
      return quadraticIsValid ? Rule.QUADRATIC : Rule.BETA;
    }
    if (quadraticIsNormal != betaIsNormal) {
      return quadraticIsNormal ? Rule.QUADRATIC : Rule.BETA;
    }
    return betaIsValid && !quadraticIsValid ? Rule.BETA : Rule.QUADRATIC;
  }
}
