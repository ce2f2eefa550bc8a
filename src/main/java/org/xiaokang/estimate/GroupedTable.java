package org.xiaokang.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A published distribution of one region, period and breakdown: its Lorenz points, its mean, and
 * the bound beyond which it tells nothing.
 *
 * @param points shares
 * @param mean in the unit of welfare
 * @param lastBound the upper bound of the last bin, or the lower one of an open last bin; null
 *     where the table has no bounds
 */
public record GroupedTable(LorenzPoints points, double mean, @Nullable Double lastBound) {
  /** Means of a table's rows that differ by less are the same. */
  private static final double SAME = 1e-9;

  /**
   * A row of a table; NaN for what it does not say.
   *
   * @param mean of the whole distribution
   * @param cumulativePopulation share of the population up to here
   * @param cumulativeWelfare share of welfare up to here
   * @param population share of the group
   * @param welfare share of the group
   * @param low lower bound of the bin
   * @param high upper bound of the bin; NaN where it is open
   * @param binMean mean of the bin
   * @param count members of the bin
   */
  public record Row(
      double mean,
      double cumulativePopulation,
      double cumulativeWelfare,
      double population,
      double welfare,
      double low,
      double high,
      double binMean,
      double count) {}

  /** A table, or what is wrong with it. */
  public record Checked(@Nullable GroupedTable table, EstimatedFigure.@Nullable Refusal fault) {}

  private static Checked refused(String code, String reason, Object... values) {
    return new Checked(
        null, new EstimatedFigure.Refusal(code, String.format(Locale.ROOT, reason, values)));
  }

  /** The table of some rows, in whatever order they come. */
  public static Checked of(List<Row> rows) {
    if (rows.stream()
        .allMatch(row -> has(row.cumulativePopulation()) && has(row.cumulativeWelfare()))) {
      return shares(
          rows,
          LorenzPoints.ofCumulative(
              column(rows, Row::cumulativePopulation), column(rows, Row::cumulativeWelfare)));
    }
    if (rows.stream().allMatch(row -> has(row.population()) && has(row.welfare()))) {
      List<Row> poorest = new ArrayList<>(rows);
      poorest.sort(Comparator.comparingDouble(row -> row.welfare() / row.population()));
      return shares(
          rows,
          LorenzPoints.ofGroups(column(poorest, Row::population), column(poorest, Row::welfare)));
    }
    if (rows.stream().allMatch(row -> has(row.binMean()) && has(row.count()))) {
      return bins(rows);
    }
    return refused(
        "table_incomplete",
        "each row needs cum_population and cum_welfare, or population_share and welfare_share, or"
            + " bin_mean and bin_count; the %d rows do not all have one of these pairs",
        rows.size());
  }

  private static boolean has(double value) {
    return !Double.isNaN(value);
  }

  private interface Cell {
    double of(Row row);
  }

  private static double[] column(List<Row> rows, Cell cell) {
    return rows.stream().mapToDouble(cell::of).toArray();
  }

  private static Checked shares(List<Row> rows, LorenzPoints.Checked checked) {
    double[] means =
        rows.stream().mapToDouble(Row::mean).filter(GroupedTable::has).distinct().toArray();
    if (means.length == 0) {
      return refused("mean_missing", "shares tell no poverty without the mean of the distribution");
    }
    double mean = means[0];
    for (double other : means) {
      if (Math.abs(other - mean) > SAME * Math.abs(mean)) {
        return refused("mean_ambiguous", "one table has the means %s and %s", mean, other);
      }
    }
    return table(checked, mean, null);
  }

  private static Checked table(
      LorenzPoints.Checked checked, double mean, @Nullable Double lastBound) {
    LorenzPoints.Fault fault = checked.fault();
    if (fault != null || checked.points() == null) {
      return fault == null
          ? refused("table_incomplete", "there are no points")
          : new Checked(null, new EstimatedFigure.Refusal(fault.code(), fault.reason()));
    }
    return mean > 0
        ? new Checked(new GroupedTable(checked.points(), mean, lastBound), null)
        : refused("mean_not_positive", "the mean must be above 0, it is %s", mean);
  }

  /** Bins: the shares and the mean follow from the counts and the bins' means. */
  private static Checked bins(List<Row> rows) {
    List<Row> poorest = new ArrayList<>(rows);
    poorest.sort(Comparator.comparingDouble(Row::binMean));
    double people = 0;
    double welfare = 0;
    for (Row bin : poorest) {
      if (!(bin.count() >= 0)) {
        return refused("count_negative", "a bin has a count of %s", bin.count());
      }
      if (bin.binMean() < bin.low() || bin.binMean() > bin.high()) {
        return refused(
            "mean_outside_bin",
            "the bin from %s to %s has a mean of %s",
            bin.low(),
            bin.high(),
            bin.binMean());
      }
      people += bin.count();
      welfare += bin.count() * bin.binMean();
    }
    if (!(people > 0) || !(welfare > 0)) {
      return refused("no_weight", "the bins have %s members with %s", people, welfare);
    }
    List<Row> some = poorest.stream().filter(bin -> bin.count() > 0).toList();
    double[] p = new double[some.size()];
    double[] l = new double[some.size()];
    for (int i = 0; i < p.length; i++) {
      p[i] = some.get(i).count() / people;
      l[i] = some.get(i).count() * some.get(i).binMean() / welfare;
    }
    Row last = poorest.get(poorest.size() - 1);
    double bound = has(last.high()) ? last.high() : last.low();
    return table(
        LorenzPoints.ofGroups(p, l), welfare / people, has(bound) ? Double.valueOf(bound) : null);
  }
}
