package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.Measure.Inequality.Index;
import org.xiaokang.compare.measure.Decomposition;
import org.xiaokang.compare.measure.Inequality;
import org.xiaokang.compare.measure.Measured;

/**
 * Inequality among the regions of a level, what of it lies between and within groups, and that of
 * each group. Regions that no group holds are a group of their own, so that parts always add up.
 */
final class Inequalities implements Comparer {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Lazily.each(
        subject.series(),
        series ->
            Lazily.each(
                series.sections(),
                section ->
                    Lazily.each(
                        subject.levels(section),
                        level -> new Level(subject, series, level).rows().iterator())));
  }

  /** The regions of one level with a weight, in one period. */
  private static final class Level {
    private final Subject subject;
    private final Subject.Head head;
    private final Section section;
    private final double[] values;
    private final double[] weights;
    private final Section leftOut;

    Level(Subject subject, Series series, Subject.Level level) {
      this.subject = subject;
      double[] all = subject.weights(level.section(), series.scope());
      this.section = level.section().only(i -> !Double.isNaN(all[i]));
      this.values = section.values();
      this.weights = Arrays.stream(all).filter(weight -> !Double.isNaN(weight)).toArray();
      this.leftOut = level.section().only(i -> Double.isNaN(all[i]));
      this.head = subject.head(series, level.level()).period(section.period());
    }

    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      for (Index index : ((Measure.Inequality) subject.comparison().measure()).indices()) {
        rows.add(row(index, "total", Subject.ALL, null, of(index, values, weights), values.length));
      }
      for (Grouping grouping : subject.comparison().within()) {
        String[] groups = subject.groups(section, grouping);
        for (Index index : ((Measure.Inequality) subject.comparison().measure()).indices()) {
          parts(index, grouping.name(), groups, rows);
        }
        groups(grouping, groups, rows);
      }
      return rows;
    }

    private Row row(
        Index index,
        String component,
        String grouping,
        @Nullable String group,
        Measured measured,
        int regions) {
      return row(index, component, grouping, group, measured, regions, leftOut.size(), null, null);
    }

    private Row row(
        Index index,
        String component,
        String grouping,
        @Nullable String group,
        Measured measured,
        int regions,
        int without,
        @Nullable Double populationShare,
        @Nullable Double valueShare) {
      return head.row(
          index.name(),
          component,
          grouping,
          group,
          measured.number(),
          subject.comparison().weight() != null,
          regions,
          without,
          populationShare,
          valueShare,
          null,
          measured.reason());
    }

    /** What the index is the sum of, where it is. */
    private void parts(Index index, String grouping, String[] groups, List<Row> rows) {
      List<String> names = new ArrayList<>(new TreeSet<>(List.of(groups)));
      int[] numbers =
          Arrays.stream(groups)
              .mapToInt(g -> java.util.Collections.binarySearch(names, g))
              .toArray();
      Double alpha =
          switch (index.family()) {
            case THEIL_L -> Double.valueOf(0);
            case THEIL_T -> Double.valueOf(1);
            case GE -> index.parameters().get(0);
            default -> null;
          };
      int n = values.length;
      if (alpha != null) {
        Decomposition.Entropy entropy = Decomposition.entropy(values, weights, numbers, alpha);
        rows.add(row(index, "between", grouping, null, entropy.between(), n));
        rows.add(row(index, "within", grouping, null, entropy.within(), n));
      } else if (index.family() == Index.Family.GINI) {
        Decomposition.Dagum dagum = Decomposition.gini(values, weights, numbers);
        rows.add(row(index, "between", grouping, null, dagum.between(), n));
        rows.add(row(index, "within", grouping, null, dagum.within(), n));
        rows.add(row(index, "overlap", grouping, null, dagum.overlap(), n));
      }
    }

    private void groups(Grouping grouping, String[] groups, List<Row> rows) {
      Map<String, Integer> without = new HashMap<>();
      for (String group : subject.groups(leftOut, grouping)) {
        without.merge(group, 1, Integer::sum);
      }
      TreeMap<String, List<Integer>> members = new TreeMap<>();
      double population = 0;
      double total = 0;
      for (int i = 0; i < groups.length; i++) {
        members.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(i);
        population += weights[i];
        total += weights[i] * values[i];
      }
      for (String group : members.keySet()) {
        int[] its = members.get(group).stream().mapToInt(Integer::intValue).toArray();
        double[] x = Arrays.stream(its).mapToDouble(i -> values[i]).toArray();
        double[] w = Arrays.stream(its).mapToDouble(i -> weights[i]).toArray();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          sum += w[i] * x[i];
        }
        for (Index index : ((Measure.Inequality) subject.comparison().measure()).indices()) {
          rows.add(
              row(
                  index,
                  "group",
                  grouping.name(),
                  group.equals(Subject.NONE) ? null : group,
                  of(index, x, w),
                  x.length,
                  without.getOrDefault(group, 0),
                  Arrays.stream(w).sum() / population,
                  total == 0 ? null : sum / total));
        }
      }
    }
  }

  private static Measured of(Index index, double[] values, double[] weights) {
    List<Double> parameters = index.parameters();
    return switch (index.family()) {
      case GINI -> Inequality.gini(values, weights);
      case GINI_SAMPLE -> Inequality.giniSample(values);
      case THEIL_T -> Inequality.generalisedEntropy(values, weights, 1);
      case THEIL_L -> Inequality.generalisedEntropy(values, weights, 0);
      case GE -> Inequality.generalisedEntropy(values, weights, parameters.get(0));
      case ATKINSON -> Inequality.atkinson(values, weights, parameters.get(0));
      case CV -> Inequality.variation(values, weights);
      case CV_SAMPLE -> Inequality.variationSample(values);
      case HOOVER -> Inequality.hoover(values, weights);
      case RATIO -> Inequality.quantileRatio(values, weights, parameters.get(0), parameters.get(1));
      case SD_LOG -> Inequality.deviationOfLogs(values, weights);
    };
  }
}
