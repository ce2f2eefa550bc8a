package org.xiaokang.estimate;

import java.util.Optional;

/**
 * Poverty at a line from a fitted curve, and how it moves.
 *
 * @param headcount H, the share of the poor: where the slope of the curve is line / mean
 * @param gap PG = H - (mean / line) L(H)
 * @param squaredGap FGT(2)
 * @param elasticities in percent for 1 percent
 */
public record GroupedPoverty(
    double headcount, double gap, double squaredGap, Elasticities elasticities) {
  /**
   * How poverty moves with the mean and with the Gini index, the curve shifted as a whole (Kakwani
   * 1990, as in Datt 1998, table 3).
   *
   * @param headcountByMean -line / (mean H L''(H))
   * @param headcountByGini (1 - line / mean) / (H L''(H))
   * @param gapByMean 1 - H / PG
   * @param gapByGini 1 + (mean / line - 1) H / PG
   * @param squaredGapByMean 2 (1 - PG / FGT2)
   * @param squaredGapByGini 2 (1 + (mean / line - 1) PG / FGT2)
   */
  public record Elasticities(
      double headcountByMean,
      double headcountByGini,
      double gapByMean,
      double gapByGini,
      double squaredGapByMean,
      double squaredGapByGini) {}

  /** Poverty by a curve, possible or not. */
  public static GroupedPoverty of(LorenzCurve curve, double mean, double line) {
    double over = line / mean;
    double h = curve.headcount(over);
    double gap = h - curve.at(h) / over;
    double squared = curve.squaredGap(over, h, gap);
    double bend = h * curve.curvature(h);
    return new GroupedPoverty(
        h,
        gap,
        squared,
        new Elasticities(
            -over / bend,
            (1 - over) / bend,
            1 - h / gap,
            1 + (1 / over - 1) * h / gap,
            2 * (1 - gap / squared),
            2 * (1 + (1 / over - 1) * gap / squared)));
  }

  /** Why these are no figures of poverty; empty where they are. */
  public Optional<String> fault() {
    if (!(headcount >= 0 && headcount <= 1)) {
      return Optional.of("its headcount would be %s: the line is beyond it".formatted(headcount));
    }
    if (!(gap >= 0 && gap <= headcount)) {
      return Optional.of("its poverty gap would be %s, its headcount %s".formatted(gap, headcount));
    }
    if (!(squaredGap >= 0 && squaredGap <= gap)) {
      return Optional.of("its squared gap would be %s, its gap %s".formatted(squaredGap, gap));
    }
    return Optional.empty();
  }
}
