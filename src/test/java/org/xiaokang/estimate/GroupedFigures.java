package org.xiaokang.estimate;

/** Figures of grouped tables by the names that their publishers give them. */
final class GroupedFigures {
  private GroupedFigures() {}

  /** In the World Bank's names of its program wbpip, shares as ratios. */
  static double of(String family, String measure, LorenzPoints points, double mean, double line) {
    LorenzCurve curve = curve(family, points);
    GroupedPoverty poverty = GroupedPoverty.of(curve, mean, line);
    GroupedPoverty.Elasticities by = poverty.elasticities();
    double median = mean * curve.slope(0.5);
    double poorestHalf = 2 * mean * curve.at(0.5);
    double corrected = mean * (1 - curve.gini());
    return switch (measure) {
      case "headcount_percent" -> 100 * poverty.headcount();
      case "poverty_gap_percent" -> 100 * poverty.gap();
      case "squared_poverty_gap_percent" -> 100 * poverty.squaredGap();
      case "headcount" -> poverty.headcount();
      case "poverty_gap" -> poverty.gap();
      case "squared_poverty_gap" -> poverty.squaredGap();
      case "gini" -> curve.gini();
      case "coef_A", "coef_B", "coef_C" -> curve.coefficients()["ABC".indexOf(measure.charAt(5))];
      case "theta" -> Math.exp(curve.coefficients()[0]);
      case "gamma" -> curve.coefficients()[1];
      case "delta" -> curve.coefficients()[2];
      case "median" -> median;
      case "mean_of_poorest_half" -> poorestHalf;
      case "distribution_corrected_mean" -> corrected;
      case "polarization" -> 2 * (corrected - poorestHalf) / median;
      case "elasticity_HC_wrt_mean" -> by.headcountByMean();
      case "elasticity_PG_wrt_mean" -> by.gapByMean();
      case "elasticity_FGT2_wrt_mean" -> by.squaredGapByMean();
      case "elasticity_HC_wrt_gini" -> by.headcountByGini();
      case "elasticity_PG_wrt_gini" -> by.gapByGini();
      case "elasticity_FGT2_wrt_gini" -> by.squaredGapByGini();
      default -> {
        int decile = Integer.parseInt(measure.replaceAll("\\D", ""));
        yield curve.at(decile / 10.0) - curve.at((decile - 1) / 10.0);
      }
    };
  }

  /** In PovcalNet's names, shares as percent. */
  static double povcal(
      String family, String measure, LorenzPoints points, double mean, double line) {
    LorenzCurve curve = curve(family, points);
    String same = measure.replace("_mean_C", "_mean").replace("_Gini", "_gini");
    return switch (measure) {
      case "se_A", "se_B", "se_C" -> curve.standardErrors()["ABC".indexOf(measure.charAt(3))];
      case "R2" -> curve.rSquared();
      case "SSE" -> curve.residualSum();
      case "median", "coef_A", "coef_B", "coef_C" -> of(family, measure, points, mean, line);
      default ->
          (measure.startsWith("elasticity") ? 1 : 100) * of(family, same, points, mean, line);
    };
  }

  private static LorenzCurve curve(String family, LorenzPoints points) {
    return family.equals("beta")
        ? LorenzCurve.beta(points).value().orElseThrow()
        : LorenzCurve.quadratic(points).value().orElseThrow();
  }
}
