package org.xiaokang.indicator;

/**
 * The rounding of figures of several regions put together, input by input: of a sum that of all its
 * figures; of a mean that of its figures by their weights, and that of the weights as far as it
 * moves the mean between the least and the largest figure.
 */
final class Roundings {
  private static final int FIGURES = 0;
  private static final int WEIGHTS = 1;
  private static final int LEAST = 2;
  private static final int MOST = 3;
  private static final int EACH = 4;

  private final double[] all;

  private Roundings(double[] all) {
    this.all = all;
  }

  /** What one region adds. */
  static Roundings of(RollUp rollUp, RegionInput input) {
    int size = rollUp.inputs().size();
    double[] all = new double[EACH * size];
    for (int i = 0; i < size; i++) {
      RegionInput.Figures figures = input.inputs().get(i);
      boolean isMean = rollUp.inputs().get(i).how() == RollUp.Part.How.WEIGHTED_MEAN;
      Double value = figures.value();
      Double weight = isMean ? figures.weight() : Double.valueOf(1);
      all[EACH * i + LEAST] = Double.POSITIVE_INFINITY;
      all[EACH * i + MOST] = Double.NEGATIVE_INFINITY;
      if (value != null && weight != null) {
        all[EACH * i + FIGURES] = figures.rounding() * weight;
        all[EACH * i + WEIGHTS] = isMean ? figures.weightRounding() : 0;
        all[EACH * i + LEAST] = value;
        all[EACH * i + MOST] = value;
      }
    }
    return new Roundings(all);
  }

  Roundings plus(Roundings other) {
    double[] sum = new double[all.length];
    for (int i = 0; i < sum.length; i += EACH) {
      sum[i + FIGURES] = all[i + FIGURES] + other.all[i + FIGURES];
      sum[i + WEIGHTS] = all[i + WEIGHTS] + other.all[i + WEIGHTS];
      sum[i + LEAST] = Math.min(all[i + LEAST], other.all[i + LEAST]);
      sum[i + MOST] = Math.max(all[i + MOST], other.all[i + MOST]);
    }
    return new Roundings(sum);
  }

  /** That of the sum of an input. */
  double ofSum(int input) {
    return all[EACH * input + FIGURES];
  }

  /** That of the mean of an input. */
  double ofMean(int input, double mean, double weights) {
    int at = EACH * input;
    double reach = Math.max(all[at + MOST] - mean, mean - all[at + LEAST]);
    return weights == 0 ? 0 : (all[at + FIGURES] + reach * all[at + WEIGHTS]) / weights;
  }
}
