package org.xiaokang.compare.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What a change between two dates consists of. The parts always add up to it. */
public final class Change {
  /** The name of the line for what the parts leave unexplained of a total. */
  public static final String RESIDUAL = "residual";

  /** Relative differences up to this are those of computing. */
  private static final double ROUNDING = 1e-12;

  private static final String SPLIT = "growth against redistribution";

  private Change() {}

  /**
   * What one part of a total adds to its growth.
   *
   * @param part its name, {@link #RESIDUAL} for the remainder
   * @param before in the unit of the total
   * @param after in the unit of the total
   * @param points 100 (after - before) / total before, percentage points
   */
  public record Contribution(String part, double before, double after, double points) {}

  /**
   * The growth of a total and its parts.
   *
   * @param growth of the total, percent; the sum of the contributions' points
   * @param contributions in the order of the parts, and the residual if the parts do not sum to the
   *     total; none when there is no growth
   */
  public record Growth(Measured growth, List<Contribution> contributions) {
    /** The list does not change. */
    public Growth {
      contributions = List.copyOf(contributions);
    }
  }

  /**
   * One region's part in the change of a mean, in the unit of the mean.
   *
   * @param within its own change at its former weight, s_0 (x_1 - x_0)
   * @param shift its change of weight towards or away from the mean, (s_1 - s_0) (x_0 - mu_0)
   * @param interaction both at once, (s_1 - s_0) (x_1 - x_0)
   */
  public record Shift(double within, double shift, double interaction) {}

  /**
   * The change of a poverty headcount, all as shares of the population, -1 to 1.
   *
   * @param change headcount after - headcount before
   * @param growth had all incomes grown alike
   * @param redistribution had only the distribution changed, at the same mean
   * @param residual change - growth - redistribution
   */
  public record Poverty(double change, double growth, double redistribution, double residual) {}

  /**
   * Contributions to growth: 100 (c_k1 - c_k0) / total_0 for each part k, in percentage points.
   * Where the parts do not sum to the total, at either date, the remainder is a line of its own.
   * Sums are decimal, and 1e-12 of the largest amount of a date is nothing, so that a remainder is
   * never rounding.
   *
   * <p>Needs a total above 0 before.
   *
   * @param parts names, one for each entry of {@code before} and {@code after}
   * @throws IllegalArgumentException for arrays of different length
   */
  public static Growth contributions(
      List<String> parts, double[] before, double[] after, double totalBefore, double totalAfter) {
    Sample.sameLength("parts", parts.size(), "amounts before", before.length);
    Sample.sameLength("parts", parts.size(), "amounts after", after.length);
    Optional<String> whyNot = whyNoGrowth(before, after, totalBefore, totalAfter);
    if (whyNot.isPresent()) {
      return new Growth(Measured.none("%s", whyNot.get()), List.of());
    }
    List<Contribution> lines = new ArrayList<>();
    for (int k = 0; k < before.length; k++) {
      lines.add(line(parts.get(k), before[k], after[k], totalBefore));
    }
    BigDecimal left = remainder(before, totalBefore);
    BigDecimal leftAfter = remainder(after, totalAfter);
    if (left.signum() != 0 || leftAfter.signum() != 0) {
      lines.add(line(RESIDUAL, left.doubleValue(), leftAfter.doubleValue(), totalBefore));
    }
    boolean small = lines.stream().allMatch(line -> Double.isFinite(line.points));
    Measured growth =
        Sample.shown("the growth", line("total", totalBefore, totalAfter, totalBefore).points);
    return small && growth.number() != null
        ? new Growth(growth, lines)
        : new Growth(
            Measured.none("the growth over a total of %s is too large to be computed", totalBefore),
            List.of());
  }

  /**
   * What the parts leave unexplained of the total's growth, percentage points; 0 when they sum to
   * it at both dates. As in {@link #contributions}.
   *
   * @throws IllegalArgumentException for arrays of different length
   */
  public static Measured residual(
      double[] before, double[] after, double totalBefore, double totalAfter) {
    Sample.sameLength("amounts before", before.length, "amounts after", after.length);
    Optional<String> whyNot = whyNoGrowth(before, after, totalBefore, totalAfter);
    return whyNot.isPresent()
        ? Measured.none("%s", whyNot.get())
        : Sample.shown(
            "the growth",
            line(
                    RESIDUAL,
                    remainder(before, totalBefore).doubleValue(),
                    remainder(after, totalAfter).doubleValue(),
                    totalBefore)
                .points);
  }

  private static Optional<String> whyNoGrowth(
      double[] before, double[] after, double totalBefore, double totalAfter) {
    if (!(totalBefore > 0)) {
      return Optional.of("growth needs a total above 0 before, it is " + totalBefore);
    }
    return DoubleStream.concat(
            DoubleStream.of(totalBefore, totalAfter),
            DoubleStream.concat(DoubleStream.of(before), DoubleStream.of(after)))
        .filter(amount -> !Double.isFinite(amount))
        .mapToObj(amount -> "growth needs numbers, one amount is " + amount)
        .findFirst();
  }

  private static Contribution line(String part, double before, double after, double total) {
    return new Contribution(part, before, after, 100 * ((after - before) / total));
  }

  private static BigDecimal remainder(double[] parts, double total) {
    BigDecimal left = BigDecimal.valueOf(total);
    double largest = Math.abs(total);
    for (double part : parts) {
      left = left.subtract(BigDecimal.valueOf(part));
      largest = Math.max(largest, Math.abs(part));
    }
    return Math.abs(left.doubleValue()) <= ROUNDING * largest ? BigDecimal.ZERO : left;
  }

  /**
   * What each region adds to the change of a mean over regions, of a rate or of an amount per head:
   * mu = sum s_i x_i with s_i the region's share of the weights. Over all regions and all three
   * parts the sum is mu_1 - mu_0.
   *
   * <p>Source: shift-share in the form of Foster, Haltiwanger and Krizan (2001), Aggregate
   * productivity growth, in New Developments in Productivity Analysis, for units that are there at
   * both dates.
   *
   * @param weightBefore of 0 or more, not all 0
   * @param weightAfter of 0 or more, not all 0
   * @return one for each region; none at all if the weights of a date do not sum to above 0
   * @throws IllegalArgumentException for arrays of different length
   */
  public static Shift[] shiftShare(
      double[] before, double[] after, double[] weightBefore, double[] weightAfter) {
    Sample.sameLength("values before", before.length, "values after", after.length);
    Sample.sameLength("values before", before.length, "weights before", weightBefore.length);
    Sample.sameLength("values before", before.length, "weights after", weightAfter.length);
    double whole = Sums.sum(weightBefore);
    double wholeAfter = Sums.sum(weightAfter);
    if (!(whole > 0) || !(wholeAfter > 0)) {
      return new Shift[0];
    }
    double[] weighted = new double[before.length];
    for (int i = 0; i < before.length; i++) {
      weighted[i] = weightBefore[i] / whole * before[i];
    }
    double mean = Sums.sum(weighted);
    Shift[] shifts = new Shift[before.length];
    for (int i = 0; i < before.length; i++) {
      double share = weightBefore[i] / whole;
      double moved = weightAfter[i] / wholeAfter - share;
      double gained = after[i] - before[i];
      shifts[i] = new Shift(share * gained, moved * (before[i] - mean), moved * gained);
    }
    return shifts;
  }

  /**
   * The headcount's change as growth, redistribution and residual, seen from the first date. With
   * P(mu, L) the share of people whose income is below the line, for a mean mu and a distribution
   * L: growth P(mu_1, L_0) - P(mu_0, L_0), redistribution P(mu_0, L_1) - P(mu_0, L_0).
   *
   * <p>Source: Datt and Ravallion (1992), Growth and redistribution components of changes in
   * poverty measures, Journal of Development Economics 38(2).
   *
   * @param before incomes at the first date, with a mean above 0, one for each of {@code wBefore}
   * @param after the same for the second date; other regions or people are fine
   * @param line incomes below it are poor, in the unit of the incomes
   * @throws IllegalArgumentException for arrays of different length, and where {@link
   *     #whyNoPoverty} has a reason: ask it first
   */
  public static Poverty dattRavallion(
      double[] before, double[] wBefore, double[] after, double[] wAfter, double line) {
    Headcounts p = Headcounts.of(before, wBefore, after, wAfter, line);
    double change = p.after - p.before;
    double growth = p.grown - p.before;
    double redistribution = p.redistributed - p.before;
    return new Poverty(change, growth, redistribution, change - growth - redistribution);
  }

  /**
   * As {@link #dattRavallion}, without favour to either date and without residual: each effect is
   * the mean of what it is before and after the other.
   *
   * <p>Source: Kakwani (2000), On measuring growth and inequality components of poverty with
   * application to Thailand, Journal of Quantitative Economics 16(1); Shorrocks (2013),
   * Decomposition procedures for distributional analysis, Journal of Economic Inequality 11(1).
   *
   * @throws IllegalArgumentException as {@link #dattRavallion}
   */
  public static Poverty shapley(
      double[] before, double[] wBefore, double[] after, double[] wAfter, double line) {
    Headcounts p = Headcounts.of(before, wBefore, after, wAfter, line);
    double growth = (p.grown - p.before + p.after - p.redistributed) / 2;
    double redistribution = (p.redistributed - p.before + p.after - p.grown) / 2;
    return new Poverty(p.after - p.before, growth, redistribution, 0);
  }

  /** Why a headcount's change cannot be split, in words; nothing if it can. */
  public static Optional<String> whyNoPoverty(
      double[] before, double[] wBefore, double[] after, double[] wAfter, double line) {
    Sample.Floor floor = Sample.Floor.MEAN_ABOVE_ZERO;
    return Sample.of(before, wBefore)
        .whyNot(SPLIT + " (first date)", floor, 1)
        .or(() -> Sample.of(after, wAfter).whyNot(SPLIT + " (second date)", floor, 1))
        .or(
            () ->
                Double.isFinite(line)
                    ? Optional.empty()
                    : Optional.of(SPLIT + " needs a number for the line, it is " + line));
  }

  /** P(mu_0, L_0), P(mu_1, L_0), P(mu_0, L_1) and P(mu_1, L_1). */
  private record Headcounts(double before, double grown, double redistributed, double after) {
    static Headcounts of(
        double[] before, double[] wBefore, double[] after, double[] wAfter, double line) {
      whyNoPoverty(before, wBefore, after, wAfter, line)
          .ifPresent(
              reason -> {
                throw new IllegalArgumentException(reason);
              });
      Sample first = Sample.of(before, wBefore);
      Sample second = Sample.of(after, wAfter);
      double growth = second.mean() / first.mean();
      double rounded = line - ROUNDING * Math.abs(line); // an income moved onto the line is on it
      return new Headcounts(
          first.average(x -> x < line ? 1 : 0),
          first.average(x -> x * growth < rounded ? 1 : 0),
          second.average(x -> x / growth < rounded ? 1 : 0),
          second.average(x -> x < line ? 1 : 0));
    }
  }
}
