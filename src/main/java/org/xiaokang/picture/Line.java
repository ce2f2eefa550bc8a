package org.xiaokang.picture;

import java.util.List;
import org.xiaokang.picture.ScatterPlot.Dot;

/**
 * A straight line by ordinary least squares, y = intercept + slope x (Legendre 1805).
 *
 * @param rSquared share of the variation of y that it explains, 0 to 1
 */
record Line(double intercept, double slope, double rSquared) {
  /** Three dots, not all above each other nor all level. */
  static boolean canFit(List<Dot> dots) {
    return dots.size() > 2
        && dots.stream().mapToDouble(Dot::x).distinct().count() > 1
        && dots.stream().mapToDouble(Dot::y).distinct().count() > 1;
  }

  static Line fit(List<Dot> dots) {
    double meanX = dots.stream().mapToDouble(Dot::x).average().orElseThrow();
    double meanY = dots.stream().mapToDouble(Dot::y).average().orElseThrow();
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (Dot dot : dots) {
      xx += (dot.x() - meanX) * (dot.x() - meanX);
      xy += (dot.x() - meanX) * (dot.y() - meanY);
      yy += (dot.y() - meanY) * (dot.y() - meanY);
    }
    double slope = xy / xx;
    return new Line(meanY - slope * meanX, slope, xy * xy / (xx * yy));
  }

  double at(double x) {
    return intercept + slope * x;
  }

  /** Such as {@code y = 0.181 − 0.0142 x, R² = 0.63}. */
  String equation() {
    return "y = %s %s %s x, R² = %s"
        .formatted(
            Digits.text(intercept),
            slope < 0 ? "−" : "+",
            Digits.text(Math.abs(slope)),
            Digits.text(rSquared));
  }
}
