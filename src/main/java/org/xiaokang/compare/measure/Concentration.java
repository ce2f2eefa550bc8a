package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether amounts go to people who rank low or high on something else: funding per head against
 * income per head, for instance.
 */
public final class Concentration {
  private static final String NAME = "the concentration index";

  private Concentration() {}

  /**
   * A point of the curve.
   *
   * @param populationShare share of the people, lowest rank first, 0 to 1
   * @param share what these people receive of the whole amount, 0 to 1
   */
  public record Point(double populationShare, double share) {}

  /**
   * The index and the curve it belongs to.
   *
   * @param index twice the area between the diagonal and the curve, -1 to 1; below 0 when amounts
   *     go to those who rank low
   * @param points from (0, 0) to (1, 1); none when there is no index
   */
  public record Curve(Measured index, List<Point> points) {
    /** The list does not change. */
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * The concentration index 2 / mu sum_i p_i a_i R_i - 1 with p_i the region's share of the
   * population, a_i its amount per head, mu = sum p_i a_i and R_i its fractional rank, the
   * population share of all regions that rank lower and half that of its own. Regions with the same
   * {@code rankBy} share their rank and are one step of the curve. Ranked by the amounts themselves
   * it is the {@linkplain Inequality#gini Gini}.
   *
   * <p>Source: Kakwani, Wagstaff and van Doorslaer (1997), Socioeconomic inequalities in health,
   * Journal of Econometrics 77(1).
   *
   * @param amounts per head, 0 or more, not all 0
   * @param weights population, above 0
   * @param rankBy in ascending order: income puts the poorest first, a poverty rate the richest
   * @param mostPoints of the curve, at least 2; a longer curve is thinned to points that lie on it,
   *     evenly over the population; the index is always that of the whole curve
   * @throws IllegalArgumentException for arrays of different length, or fewer than 2 points
   */
  public static Curve of(double[] amounts, double[] weights, double[] rankBy, int mostPoints) {
    Sample.sameLength("amounts", amounts.length, "ranks", rankBy.length);
    if (mostPoints < 2) {
      throw new IllegalArgumentException("a curve has at least 2 points, not " + mostPoints);
    }
    Sample sample = Sample.of(amounts, weights);
    Measured possible = sample.measure(NAME, Sample.Floor.ZERO, known -> 0);
    if (possible.number() == null) {
      return new Curve(possible, List.of());
    }
    for (double rank : rankBy) {
      if (!Double.isFinite(rank)) {
        return new Curve(
            Measured.none("%s needs numbers to rank by, one is %s", NAME, rank), List.of());
      }
    }
    int[] order =
        Sample.order(
            amounts.length,
            Comparator.<Integer>comparingDouble(i -> rankBy[i] + 0.0)
                .thenComparingDouble(i -> amounts[i])
                .thenComparingDouble(i -> weights[i]));
    double[] ranks = Sample.pick(rankBy, order);
    if (ranks[0] == ranks[ranks.length - 1]) {
      return new Curve(
          Measured.none("%s needs regions that rank differently, all have %s", NAME, ranks[0]),
          List.of());
    }
    return curve(
        sample, Sample.pick(amounts, order), Sample.pick(weights, order), ranks, mostPoints);
  }

  private static Curve curve(
      Sample sample, double[] amounts, double[] weights, double[] ranks, int mostPoints) {
    List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
    Sum people = new Sum();
    Sum received = new Sum();
    Sum index = new Sum();
    int from = 0;
    while (from < ranks.length) {
      double before = people.value();
      Sum tied = new Sum();
      int to = from;
      while (to < ranks.length && ranks[to] == ranks[from]) {
        double share = weights[to] / sample.weight();
        double ratio = amounts[to] / sample.mean();
        people.add(share);
        received.add(share * ratio);
        tied.add(share * (ratio - 1));
        to++;
      }
      index.add(tied.value() * (before + people.value() - 1));
      points.add(new Point(Math.min(1, people.value()), Math.min(1, received.value())));
      from = to;
    }
    points.set(points.size() - 1, new Point(1, 1));
    boolean same = sample.smallest() == sample.largest();
    return new Curve(Sample.shown(NAME, same ? 0 : index.value()), thinned(points, mostPoints));
  }

  /** For each of evenly spaced shares of the people, the first point at or beyond it. */
  private static List<Point> thinned(List<Point> points, int most) {
    if (points.size() <= most) {
      return points;
    }
    int last = points.size() - 1;
    List<Point> kept = new ArrayList<>(List.of(points.get(0)));
    int next = 1;
    for (int step = 1; step < most - 1; step++) {
      double share = (double) step / (most - 1);
      while (next < last && points.get(next).populationShare() < share) {
        next++;
      }
      if (next < last) {
        kept.add(points.get(next));
        next++;
      }
    }
    kept.add(points.get(last));
    return kept;
  }
}
