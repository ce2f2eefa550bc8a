package org.xiaokang.estimate;

import java.util.IdentityHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * Estimates of domains with their errors: by replicate weights where there are some, else
 * linearised.
 */
final class DomainErrors {
  /** The full weights, as the number of a set of replicate weights. */
  static final int FULL = -1;

  private final Households rows;
  private final Estimate.Of of;
  private final SurveyEstimator survey;
  private final @Nullable ReplicateWeights replicates;
  private final IdentityHashMap<Line, SurveyEstimator.EstimatedLine> lines =
      new IdentityHashMap<>();
  private int @Nullable [] domainBefore;
  private @Nullable Outcome<WelfareSample> sampleBefore;

  /**
   * An estimate.
   *
   * @param error how sure it is; null where that is not known
   * @param method how the error was made, or why there is none
   */
  record Estimated(double value, @Nullable SamplingError error, String method) {}

  /**
   * A threshold that is estimated.
   *
   * @param rows of whose distribution it is a share
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Line(int[] rows, Function<WelfareSample, Outcome<Linearised>> threshold) {}

  /** A measure at a line. */
  interface AtLine {
    Outcome<Linearised> of(WelfareSample sample, double line);
  }

  /** A value by a set of weights; NaN where there is none. */
  private interface Replicated {
    double value(int replicate);
  }

  DomainErrors(
      Households rows,
      Estimate.Of of,
      SurveyDesign design,
      @Nullable ReplicateWeights replicates,
      double confidence) {
    this.rows = rows;
    this.of = of;
    this.survey = new SurveyEstimator(design, confidence);
    this.replicates = replicates;
  }

  /**
   * Some rows with one set of weights. Many figures are of one domain, which is ordered once.
   *
   * @param domain the same array for the same rows
   */
  Outcome<WelfareSample> sample(double[] welfare, int[] domain, int replicate) {
    Outcome<WelfareSample> before = sampleBefore;
    if (replicate == FULL && domain == domainBefore && before != null) {
      return before;
    }
    Outcome<WelfareSample> sample = ordered(welfare, domain, replicate);
    if (replicate == FULL) {
      domainBefore = domain;
      sampleBefore = sample;
    }
    return sample;
  }

  private Outcome<WelfareSample> ordered(double[] welfare, int[] domain, int replicate) {
    double[] values = new double[domain.length];
    for (int i = 0; i < domain.length; i++) {
      values[i] = welfare[domain[i]];
    }
    return WelfareSample.of(values, weights(domain, replicate));
  }

  private double[] weights(int[] domain, int replicate) {
    double[] weights = new double[domain.length];
    for (int i = 0; i < domain.length; i++) {
      weights[i] =
          replicate == FULL ? rows.weight(domain[i], of) : rows.replicate(replicate, domain[i], of);
    }
    return weights;
  }

  /** A measure of welfare. */
  Outcome<Estimated> of(
      int[] domain, double[] welfare, Function<WelfareSample, Outcome<Linearised>> measure) {
    return atLine(domain, welfare, (sample, line) -> measure.apply(sample), 0, null);
  }

  /**
   * A measure at a line.
   *
   * @param line null where the line is an amount
   */
  Outcome<Estimated> atLine(
      int[] domain, double[] welfare, AtLine measure, double amount, @Nullable Line line) {
    WelfareSample sample = sample(welfare, domain, FULL).result();
    if (sample == null) {
      return Outcome.none("the weights sum to 0");
    }
    Outcome<Linearised> estimate = measure.of(sample, amount);
    SurveyEstimator.EstimatedLine estimated = line == null ? null : linearised(line, welfare);
    return errors(
        sample,
        domain,
        estimate,
        estimated,
        replicate -> {
          WelfareSample again = sample(welfare, domain, replicate).result();
          double at = line == null ? amount : threshold(line, welfare, replicate);
          return again == null ? Double.NaN : valueOf(measure.of(again, at));
        });
  }

  private double threshold(Line line, double[] welfare, int replicate) {
    WelfareSample sample = sample(welfare, line.rows(), replicate).result();
    return sample == null ? Double.NaN : valueOf(line.threshold().apply(sample));
  }

  private SurveyEstimator.@Nullable EstimatedLine linearised(Line line, double[] welfare) {
    if (replicates != null) {
      return null;
    }
    SurveyEstimator.EstimatedLine known = lines.get(line);
    if (known != null) {
      return known;
    }
    WelfareSample sample = ordered(welfare, line.rows(), FULL).result();
    Linearised threshold = sample == null ? null : line.threshold().apply(sample).result();
    if (sample == null || threshold == null) {
      return null;
    }
    known = new SurveyEstimator.EstimatedLine(sample, line.rows(), threshold);
    lines.put(line, known);
    return known;
  }

  /** A measure of deprivations. */
  Outcome<Estimated> ofDeprivations(
      int[] domain,
      boolean[][] deprived,
      Estimate.DeprivationRule rule,
      double cutoff,
      Function<Deprivations, Outcome<Linearised>> measure) {
    double[] each = rule.weights().values().stream().mapToDouble(Double::doubleValue).toArray();
    Outcome<Deprivations> all = Deprivations.of(deprived, each, cutoff, weights(domain, FULL));
    Deprivations known = all.result();
    if (known == null) {
      return Outcome.none("%s", String.valueOf(all.reason()));
    }
    return errors(
        known.sample(),
        domain,
        measure.apply(known),
        null,
        replicate -> {
          Deprivations again =
              Deprivations.of(deprived, each, cutoff, weights(domain, replicate)).result();
          return again == null ? Double.NaN : valueOf(measure.apply(again));
        });
  }

  private static double valueOf(Outcome<Linearised> outcome) {
    return outcome.result() == null ? Double.NaN : outcome.result().value();
  }

  private Outcome<Estimated> errors(
      WelfareSample sample,
      int[] domain,
      Outcome<Linearised> estimate,
      SurveyEstimator.@Nullable EstimatedLine line,
      Replicated again) {
    Linearised known = estimate.result();
    if (known == null) {
      return Outcome.none("%s", String.valueOf(estimate.reason()));
    }
    if (!Double.isFinite(known.value())) {
      return Outcome.none("it is beyond what a number holds");
    }
    return Outcome.of(
        replicates == null
            ? linearised(sample, domain, known, line)
            : replicated(sample, known, again, replicates));
  }

  private Estimated linearised(
      WelfareSample sample,
      int[] domain,
      Linearised known,
      SurveyEstimator.@Nullable EstimatedLine line) {
    Outcome<SamplingError> error = survey.error(sample, domain, known, line);
    SamplingError told = error.result();
    return told == null || !Double.isFinite(told.standardError())
        ? new Estimated(known.value(), null, "no standard error: " + error.reason())
        : new Estimated(known.value(), told, "Taylor linearisation");
  }

  private Estimated replicated(
      WelfareSample sample, Linearised known, Replicated again, ReplicateWeights rule) {
    double[] values = new double[rows.layout().replicates()];
    for (int i = 0; i < values.length; i++) {
      values[i] = again.value(i);
      if (!Double.isFinite(values[i])) {
        return new Estimated(
            known.value(), null, "no standard error: replicate " + (i + 1) + " gives none");
      }
    }
    double squares = 0;
    for (int place = 0; place < sample.size(); place++) {
      double influence = known.at(place);
      squares += sample.weight(place) * influence * influence;
    }
    int size = sample.size();
    double simple = size > 1 ? sample.weight() * squares / (size - 1) : 0;
    return new Estimated(
        known.value(),
        SamplingError.of(
            known.value(),
            rule.variance(known.value(), values),
            values.length - 1,
            survey.confidence(),
            simple,
            size),
        values.length + " replicate weights");
  }
}
