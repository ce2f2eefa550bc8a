package org.xiaokang.estimate;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The points of a published distribution: cumulative shares, poorest first, from above 0 to 1.
 *
 * @param population rising, the last is 1
 * @param welfare the share of all welfare that they have, the last is 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LorenzPoints(double[] population, double[] welfare) {
  /** Published shares are rounded: what they sum to may differ from 1 by as much. */
  private static final double ROUNDED = 0.005;

  /** How much less the next group may have, of what the one before has: rounding of shares. */
  private static final double SLACK = 1e-3;

  /** As few points as two curves of three coefficients can be told apart by. */
  static final int FEWEST = 5;

  /** A reason with its code. */
  public record Fault(String code, String reason) {}

  /** Points, or what is wrong with them. */
  public record Checked(@Nullable LorenzPoints points, @Nullable Fault fault) {}

  /**
   * Points of cumulative shares in any order.
   *
   * @param population 0 to 1
   * @param welfare one for each
   */
  public static Checked ofCumulative(double[] population, double[] welfare) {
    Integer[] order = new Integer[population.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (one, other) -> {
          int byPopulation = Double.compare(population[one], population[other]);
          return byPopulation != 0 ? byPopulation : Double.compare(welfare[one], welfare[other]);
        });
    double[] p = new double[order.length];
    double[] l = new double[order.length];
    int count = 0;
    for (Integer row : order) {
      if (population[row] == 0 && welfare[row] == 0) {
        continue; // every curve begins there
      }
      p[count] = population[row];
      l[count++] = welfare[row];
    }
    return checked(Arrays.copyOf(p, count), Arrays.copyOf(l, count));
  }

  /**
   * Points of the shares of groups, poorest first.
   *
   * @param population the share of each group
   * @param welfare its share of welfare
   */
  public static Checked ofGroups(double[] population, double[] welfare) {
    double[] p = population.clone();
    double[] l = welfare.clone();
    for (int i = 1; i < p.length; i++) {
      p[i] += p[i - 1];
      l[i] += l[i - 1];
    }
    return checked(p, l);
  }

  private static Checked checked(double[] p, double[] l) {
    int last = p.length - 1;
    if (p.length < FEWEST) {
      return refused("too_few_points", "%d points, a curve needs %d at least", p.length, FEWEST);
    }
    if (Math.abs(p[last] - 1) > ROUNDED || Math.abs(l[last] - 1) > ROUNDED) {
      return refused(
          "shares_do_not_add_up",
          "the shares end at %s of the population with %s of welfare, both should be 1",
          p[last],
          l[last]);
    }
    double before = 0;
    for (int i = 0; i <= last; i++) {
      double width = p[i] - (i == 0 ? 0 : p[i - 1]);
      double height = l[i] - (i == 0 ? 0 : l[i - 1]);
      if (!(width > 0) || !(height >= 0)) {
        return refused(
            "shares_not_rising",
            "after %s of the population with %s of welfare come %s with %s",
            i == 0 ? 0 : p[i - 1],
            i == 0 ? 0 : l[i - 1],
            p[i],
            l[i]);
      }
      double slope = height / width;
      if (slope < before * (1 - SLACK)) {
        return refused(
            "not_convex",
            "the group up to %s of the population has %.6g of the mean, the poorer one before it"
                + " %.6g",
            p[i],
            slope,
            before);
      }
      before = slope;
    }
    p[last] = 1;
    l[last] = 1;
    return new Checked(new LorenzPoints(p, l), null);
  }

  private static Checked refused(String code, String reason, Object... values) {
    return new Checked(null, new Fault(code, String.format(Locale.ROOT, reason, values)));
  }

  /** How many points there are, the last one (1, 1) among them. */
  public int size() {
    return population.length;
  }

  /** The points of either coordinate without the last, which tells nothing of a curve. */
  double[] insidePopulation() {
    return Arrays.copyOf(population, population.length - 1);
  }

  double[] insideWelfare() {
    return Arrays.copyOf(welfare, welfare.length - 1);
  }
}
