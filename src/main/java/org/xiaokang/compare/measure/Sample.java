package org.xiaokang.compare.measure;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Values of regions with their weights, smallest value first and, among equal values, smallest
 * weight first: whatever is summed over it does not depend on the order in which the regions came.
 */
final class Sample {
  /** What a measure asks of its values. */
  enum Floor {
    /** Any number. */
    NONE,
    /** Any numbers with a mean above 0. */
    MEAN_ABOVE_ZERO,
    /** 0 or more, and not all 0. */
    ZERO,
    /** Above 0. */
    ABOVE_ZERO
  }

  private final double[] values;
  private final double[] weights;
  private final double weight;
  private final double mean;

  private Sample(double[] values, double[] weights) {
    this.values = values;
    this.weights = weights;
    Sum total = new Sum();
    for (double each : weights) {
      total.add(each);
    }
    weight = total.value();
    mean = average(x -> x);
  }

  /**
   * The regions in order.
   *
   * @throws IllegalArgumentException for arrays of different length
   */
  static Sample of(double[] values, double[] weights) {
    sameLength("values", values.length, "weights", weights.length);
    int[] order =
        order(
            values.length,
            Comparator.<Integer>comparingDouble(i -> values[i])
                .thenComparingDouble(i -> weights[i]));
    return new Sample(pick(values, order), pick(weights, order));
  }

  /** As many regions, each with a weight of 1. */
  static Sample of(double[] values) {
    return of(values, ones(values.length));
  }

  int size() {
    return values.length;
  }

  /** The value of the region at a place, smallest first, from 0. */
  double value(int place) {
    return values[place];
  }

  /** The weight of the region at a place as it was given. */
  double weight(int place) {
    return weights[place];
  }

  /** The share of the whole weight, 0 to 1, that the region at a place has. */
  double share(int place) {
    return weights[place] / weight;
  }

  /** The sum of the weights. */
  double weight() {
    return weight;
  }

  /** The weighted mean. */
  double mean() {
    return mean;
  }

  double smallest() {
    return values[0];
  }

  double largest() {
    return values[values.length - 1];
  }

  /** The weighted mean of a function of the values. */
  double average(ToDoubleFunction<Double> function) {
    Sum sum = new Sum();
    for (int i = 0; i < values.length; i++) {
      sum.add(share(i) * function.applyAsDouble(values[i]));
    }
    return sum.value();
  }

  /**
   * Why a measure says nothing about these regions, in words for a reader; nothing if it does.
   *
   * @param measure how the sentence begins, as in "the Gini"
   */
  Optional<String> whyNot(String measure, Floor floor, int fewest) {
    if (size() < fewest) {
      return Optional.of("%s needs at least %d regions, has %d".formatted(measure, fewest, size()));
    }
    for (int i = 0; i < size(); i++) {
      if (!Double.isFinite(values[i])) {
        return Optional.of("%s needs numbers, one value is %s".formatted(measure, values[i]));
      }
      if (!(weights[i] > 0) || Double.isInfinite(weights[i])) {
        return Optional.of("%s needs weights above 0, one is %s".formatted(measure, weights[i]));
      }
    }
    if (!Double.isFinite(weight) || !Double.isFinite(mean)) {
      return Optional.of(
          "%s needs values and weights small enough to be summed".formatted(measure));
    }
    return tooLow(measure, floor);
  }

  private Optional<String> tooLow(String measure, Floor floor) {
    if (floor == Floor.ABOVE_ZERO && smallest() <= 0) {
      return Optional.of(
          "%s needs values above 0, the smallest is %s".formatted(measure, smallest()));
    }
    if (floor == Floor.ZERO && smallest() < 0) {
      return Optional.of(
          "%s needs values of 0 or more, the smallest is %s".formatted(measure, smallest()));
    }
    if (floor != Floor.NONE && mean <= 0) {
      return Optional.of("%s needs a mean above 0, it is %s".formatted(measure, mean));
    }
    return Optional.empty();
  }

  /** The measure of these regions, or why there is none. */
  Measured measure(String measure, Floor floor, ToDoubleFunction<Sample> formula) {
    Optional<String> whyNot = whyNot(measure, floor, 2);
    if (whyNot.isPresent()) {
      return Measured.none("%s", whyNot.get());
    }
    return shown(measure, formula.applyAsDouble(this));
  }

  /** A result, or the words for one that no double holds. */
  static Measured shown(String measure, double result) {
    return Double.isFinite(result)
        ? Measured.of(result)
        : Measured.none("%s of these values is too large to be computed", measure);
  }

  /** Places 0 to n - 1 in an order. */
  static int[] order(int n, Comparator<Integer> comparator) {
    return IntStream.range(0, n).boxed().sorted(comparator).mapToInt(Integer::intValue).toArray();
  }

  /** The elements at places, in the order of the places. */
  static double[] pick(double[] from, int[] places) {
    return IntStream.of(places).mapToDouble(i -> from[i]).toArray();
  }

  static double[] ones(int n) {
    return IntStream.range(0, n).mapToDouble(i -> 1).toArray();
  }

  static void sameLength(String one, int length, String other, int otherLength) {
    if (length != otherLength) {
      throw new IllegalArgumentException(
          "one entry per region: %d %s, %d %s".formatted(length, one, otherLength, other));
    }
  }
}
