package org.xiaokang.estimate;

import java.io.Serializable;
import java.util.Arrays;

/**
 * How replicate weights were made, and so how the estimates made with them give a variance.
 *
 * @param method how they were made
 * @param fay Fay's factor, 0 up to below 1; of {@link Method#FAY} only
 * @param aroundMean whether replicates are held against their own mean, instead of the estimate
 */
public record ReplicateWeights(Method method, double fay, boolean aroundMean)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** See {@link ReplicateWeights}. */
  public enum Method {
    /** Balanced half-samples: 1 / R (McCarthy 1969). */
    BRR,
    /** The same with Fay's factor: 1 / (R (1 - factor)^2) (Judkins 1990). */
    FAY,
    /** One unit left out at a time, without strata: (R - 1) / R (Quenouille; Wolter 2007, 4). */
    JACKKNIFE,
    /** Bootstrap: 1 / R (Rao, Wu and Yue 1992). */
    BOOTSTRAP,
    /** Successive differences: 4 / R (Fay and Train 1995). */
    SUCCESSIVE_DIFFERENCE
  }

  /** Checks Fay's factor. */
  public ReplicateWeights {
    if (!(fay >= 0 && fay < 1)) {
      throw new IllegalArgumentException("Fay's factor is 0 up to below 1, not " + fay);
    }
  }

  /**
   * The variance: a factor times the sum of squared distances of the replicates' estimates.
   *
   * @param estimate with the full weights
   * @param replicates with each set of replicate weights, one at least
   */
  public double variance(double estimate, double[] replicates) {
    double centre = aroundMean ? Arrays.stream(replicates).average().orElseThrow() : estimate;
    double sum = 0;
    for (double replicate : replicates) {
      sum += (replicate - centre) * (replicate - centre);
    }
    return factor(replicates.length) * sum;
  }

  private double factor(double count) {
    return switch (method) {
      case BRR, BOOTSTRAP -> 1 / count;
      case FAY -> 1 / (count * (1 - fay) * (1 - fay));
      case JACKKNIFE -> (count - 1) / count;
      case SUCCESSIVE_DIFFERENCE -> 4 / count;
    };
  }
}
