package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;

/**
 * Figures of several regions put together, input by input. The sums are exact decimals: neither the
 * order of the regions nor the levels they are summed over change a digit.
 */
final class Sums {
  private final @Nullable BigDecimal[] sums;
  private final @Nullable BigDecimal[] plains;
  private final BigDecimal[] weights;
  private final int units;
  private final Secrets[] secrets;
  private final Roundings roundings;

  private Sums(
      @Nullable BigDecimal[] sums,
      @Nullable BigDecimal[] plains,
      BigDecimal[] weights,
      int units,
      Secrets[] secrets,
      Roundings roundings) {
    this.sums = sums;
    this.plains = plains;
    this.weights = weights;
    this.units = units;
    this.secrets = secrets;
    this.roundings = roundings;
  }

  /** What one region adds. */
  static Sums of(RollUp rollUp, RegionInput input) {
    boolean ofParts = rollUp.rule() == Indicator.RollUp.Rule.PARTS;
    int size = ofParts ? rollUp.inputs().size() : 1;
    @Nullable BigDecimal[] sums = new BigDecimal[size];
    @Nullable BigDecimal[] plains = new BigDecimal[size];
    BigDecimal[] weights = new BigDecimal[size];
    for (int i = 0; i < size; i++) {
      weights[i] = BigDecimal.ZERO;
      if (!ofParts) {
        sums[i] = exact(input.value());
        plains[i] = exact(input.plainValue());
        continue;
      }
      BigDecimal weight = BigDecimal.ONE;
      if (rollUp.inputs().get(i).how() == RollUp.Part.How.WEIGHTED_MEAN) {
        BigDecimal own = exact(input.weight(i));
        weight = own == null ? BigDecimal.ZERO : own;
      }
      boolean zero = rollUp.inputs().get(i).missingIsZero();
      BigDecimal figure = zero ? orZero(input.figure(i)) : exact(input.figure(i));
      BigDecimal plain = zero ? orZero(input.plain(i)) : exact(input.plain(i));
      sums[i] = figure == null ? null : figure.multiply(weight);
      plains[i] = plain == null ? null : plain.multiply(weight);
      weights[i] = figure == null ? BigDecimal.ZERO : weight;
    }
    return new Sums(
        sums,
        plains,
        weights,
        1,
        rollUp.disclosure().secrets(rollUp, input),
        Roundings.of(rollUp, input));
  }

  private static BigDecimal orZero(@Nullable Double value) {
    return value == null ? BigDecimal.ZERO : BigDecimal.valueOf(value);
  }

  private static @Nullable BigDecimal exact(@Nullable Double value) {
    return value == null ? null : BigDecimal.valueOf(value);
  }

  Sums plus(Sums other) {
    int size = sums.length;
    @Nullable BigDecimal[] allSums = new BigDecimal[size];
    @Nullable BigDecimal[] allPlains = new BigDecimal[size];
    BigDecimal[] allWeights = new BigDecimal[size];
    for (int i = 0; i < size; i++) {
      allSums[i] = sum(sums[i], other.sums[i]);
      allPlains[i] = sum(plains[i], other.plains[i]);
      allWeights[i] = weights[i].add(other.weights[i]);
    }
    Secrets[] allSecrets = secrets.length == 0 ? secrets : new Secrets[secrets.length];
    for (int i = 0; i < secrets.length; i++) {
      allSecrets[i] = secrets[i].plus(other.secrets[i]);
    }
    return new Sums(
        allSums,
        allPlains,
        allWeights,
        units + other.units,
        allSecrets,
        roundings.plus(other.roundings));
  }

  /** Whether they say nothing of a confidential figure. */
  boolean areShowable() {
    for (Secrets one : secrets) {
      if (!one.areWhole()) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.add(b);
  }

  private @Nullable BigDecimal sum(int input, boolean plain) {
    return plain ? plains[input] : sums[input];
  }

  /** The sum of an input; null where no region has it. */
  @Nullable Double value(int input, boolean plain) {
    BigDecimal sum = sum(input, plain);
    return sum == null ? null : sum.doubleValue();
  }

  /** The weighted mean of an input; null where no region has it, or none of any weight. */
  @Nullable Double mean(int input, boolean plain) {
    BigDecimal sum = sum(input, plain);
    return sum == null || weights[input].signum() == 0
        ? null
        : sum.divide(weights[input], MathContext.DECIMAL64).doubleValue();
  }

  /** How far the sum of an input may lie off by the rounding of its figures. */
  double rounding(int input) {
    return roundings.ofSum(input);
  }

  /** The same of the weighted mean of an input. */
  double roundingOfMean(int input) {
    Double mean = mean(input, false);
    return mean == null ? 0 : roundings.ofMean(input, mean, weights[input].doubleValue());
  }

  /** The plain mean of the regions' own values. */
  @Nullable Double meanOfUnits(boolean plain) {
    BigDecimal sum = sum(0, plain);
    return sum == null
        ? null
        : sum.divide(BigDecimal.valueOf(units), MathContext.DECIMAL64).doubleValue();
  }
}
