package org.xiaokang.estimate;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * Sampling errors of estimates of one domain of a sample, by Taylor linearisation.
 *
 * @param design of all rows of the frame
 * @param confidence of the intervals, such as 0.95
 */
public record SurveyEstimator(SurveyDesign design, double confidence) {
  /**
   * A poverty line that is an estimate.
   *
   * @param sample whose threshold it is
   * @param frameRows the frame's row of each row of it
   * @param line with the influence of each place
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record EstimatedLine(WelfareSample sample, int[] frameRows, Linearised line) {}

  /**
   * The error of an estimate: each row's weight times its influence, on the estimate and, by way of
   * the line, of those whose threshold it is; summed by unit, and {@link SurveyDesign#variance} of
   * these sums.
   *
   * @param sample the domain
   * @param frameRows the frame's row of each row of the domain
   * @param line where the line is an estimate, too; null where it is given
   */
  public Outcome<SamplingError> error(
      WelfareSample sample, int[] frameRows, Linearised estimate, @Nullable EstimatedLine line) {
    double[] totals = new double[design.units()];
    double squares = 0;
    for (int place = 0; place < sample.size(); place++) {
      double weight = sample.weight(place);
      if (weight == 0) {
        continue;
      }
      double influence = estimate.at(place);
      totals[design.unit(frameRows[sample.row(place)])] += weight * influence;
      squares += weight * influence * influence;
    }
    if (line != null) {
      double slope = estimate.lineSlope().getAsDouble();
      addLine(totals, line, slope);
    }
    Outcome<Double> variance = design.variance(totals);
    Double known = variance.result();
    if (known == null) {
      return Outcome.none("%s", String.valueOf(variance.reason()));
    }
    int rows = sample.size();
    double simple = rows > 1 ? sample.weight() * squares / (rows - 1) : 0;
    return Outcome.of(
        SamplingError.of(
            estimate.value(), known, design.degreesOf(frameRows), confidence, simple, rows));
  }

  private void addLine(double[] totals, EstimatedLine line, double slope) {
    WelfareSample of = line.sample();
    for (int place = 0; slope != 0 && place < of.size(); place++) {
      totals[design.unit(line.frameRows()[of.row(place)])] +=
          of.weight(place) * slope * line.line().at(place);
    }
  }
}
