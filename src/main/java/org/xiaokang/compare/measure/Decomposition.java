package org.xiaokang.compare.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Inequality between regions split into what lies between groups of them and what lies within.
 * Arrays hold one entry per region, as in {@link Inequality}; a group is any number, the same for
 * the regions of one parent or of one attribute. What {@link Inequality} refuses is refused here in
 * the same words, and there are then no groups.
 */
public final class Decomposition {
  /** Below this share of the total, a difference of sums is their rounding. */
  private static final double ROUNDING = 1e-14;

  private Decomposition() {}

  /**
   * A group's place in the whole.
   *
   * @param group its number
   * @param share its share of the weights (population), 0 to 1
   * @param shareOfTotal its share of the weighted sum of the values (income), 0 to 1
   * @param within inequality among its regions; a group of one region, or with nothing but zeros,
   *     has none and adds 0 to the whole
   */
  public record Group(int group, double share, double shareOfTotal, Measured within) {
    /** What the group adds to generalised entropy within groups. */
    public double contribution(double alpha) {
      return within.value().isEmpty()
          ? 0
          : share * Math.pow(shareOfTotal / share, alpha) * within.value().getAsDouble();
    }
  }

  /**
   * Generalised entropy in two parts.
   *
   * @param total of all regions; between + within
   * @param between if each region had the mean of its group; 0 when there is one group
   * @param within the sum of the groups' contributions
   * @param groups by number
   */
  public record Entropy(Measured total, Measured between, Measured within, List<Group> groups) {
    /** The list does not change. */
    public Entropy {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Gini in three parts.
   *
   * @param total of all regions; within + between + overlap
   * @param within G_w, sum_g share_g shareOfTotal_g Gini_g
   * @param between G_nb, net between groups
   * @param overlap G_t, transvariation: what comes from regions that are better off than some
   *     region of a group with a higher mean; 0 where groups do not overlap
   */
  public record Dagum(Measured total, Measured within, Measured between, Measured overlap) {}

  /**
   * Splits {@link Inequality#generalisedEntropy} exactly: within = sum_g s_g (mu_g / mu)^alpha
   * GE_g, between = GE of the groups' means mu_g with the groups' shares s_g.
   *
   * <p>Source: Shorrocks (1980), Econometrica 48(3); for the two indices of Theil, Theil (1967),
   * Economics and Information Theory.
   *
   * @throws IllegalArgumentException for arrays of different length
   */
  public static Entropy entropy(double[] values, double[] weights, int[] groups, double alpha) {
    List<Part> parts = parts(values, weights, groups);
    Sample all = Sample.of(values, weights);
    Measured total = Inequality.entropy(all, alpha);
    if (total.number() == null) {
      return new Entropy(total, total, total, List.of());
    }
    List<Group> found = new ArrayList<>();
    Sum within = new Sum();
    Sum between = new Sum();
    for (Part part : parts) {
      double share = part.sample.weight() / all.weight();
      double ratio = part.sample.mean() / all.mean();
      Group group =
          new Group(part.group, share, share * ratio, Inequality.entropy(part.sample, alpha));
      found.add(group);
      within.add(group.contribution(alpha));
      between.add(parts.size() == 1 ? 0 : share * Inequality.entropyTerm(ratio, alpha));
    }
    String name = Inequality.entropyName(alpha);
    return new Entropy(
        total, Sample.shown(name, between.value()), Sample.shown(name, within.value()), found);
  }

  /**
   * Splits {@link Inequality#gini} by Dagum's method. Between two groups j (the richer on average)
   * and h, with d the mean of x_j - x_h over the pairs where it is above 0 and p that of x_h - x_j,
   * the pair's part of the Gini is split into (d - p) / (d + p) net and the rest overlap. Because d
   * - p = mu_j - mu_h, the net part over all pairs is the Gini of the groups' means, and no pairs
   * need be walked over; the overlap is what is left.
   *
   * <p>Source: Dagum (1997), A new approach to the decomposition of the Gini income inequality
   * ratio, Empirical Economics 22(4), 515-531.
   *
   * @throws IllegalArgumentException for arrays of different length
   */
  public static Dagum gini(double[] values, double[] weights, int[] groups) {
    List<Part> parts = parts(values, weights, groups);
    Sample all = Sample.of(values, weights);
    Measured total = Inequality.gini(all);
    Double whole = total.number();
    if (whole == null) {
      return new Dagum(total, total, total, total);
    }
    Sum within = new Sum();
    for (Part part : parts) {
      double share = part.sample.weight() / all.weight();
      double shareOfTotal = share * part.sample.mean() / all.mean();
      within.add(share * shareOfTotal * Inequality.gini(part.sample).value().orElse(0));
    }
    double between =
        Inequality.gini(each(parts, Sample::mean), each(parts, Sample::weight)).value().orElse(0);
    double overlap = whole - within.value() - between;
    return new Dagum(
        total,
        Measured.of(within.value()),
        Measured.of(between),
        Measured.of(overlap <= ROUNDING * whole ? 0 : overlap));
  }

  private record Part(int group, Sample sample) {}

  private static double[] each(List<Part> parts, ToDoubleFunction<Sample> what) {
    return parts.stream().mapToDouble(part -> what.applyAsDouble(part.sample)).toArray();
  }

  /** The groups by number, each with its regions. */
  private static List<Part> parts(double[] values, double[] weights, int[] groups) {
    Sample.sameLength("values", values.length, "weights", weights.length);
    Sample.sameLength("values", values.length, "groups", groups.length);
    int[] order = Sample.order(groups.length, Comparator.comparingInt(i -> groups[i]));
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && groups[order[to]] == groups[order[from]]) {
        to++;
      }
      int[] places = Arrays.copyOfRange(order, from, to);
      parts.add(
          new Part(
              groups[order[from]],
              Sample.of(Sample.pick(values, places), Sample.pick(weights, places))));
      from = to;
    }
    return parts;
  }
}
