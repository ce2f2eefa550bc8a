package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Comparison.Grouping;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.catalogue.Measure.Inequality.Index;
import org.xiaokang.compare.InequalityRow.Component;
import org.xiaokang.compare.measure.Decomposition;
import org.xiaokang.compare.measure.Inequality;
import org.xiaokang.compare.measure.Measured;

/**
 * Inequality among the regions of a level, what of it lies between and within groups, and that of
 * each group. Regions that no group holds are a group of their own, so that parts always add up.
 */
record Inequalities(Measure.Inequality measure) implements Comparer<InequalityRow> {
  @Override
  public Iterator<InequalityRow> compare(Subject subject) {
    return RowIterators.each(
        subject.series(),
        series ->
            RowIterators.each(
                series.sections(),
                section ->
                    RowIterators.each(
                        subject.levels(section),
                        level ->
                            new Level(subject, series, level, measure.indices())
                                .rows()
                                .iterator())));
  }

  /** The regions of one level with a weight, in one period. */
  private static final class Level {
    private final Subject subject;
    private final ComparedSeries compared;
    private final List<Index> indices;
    private final CrossSection section;
    private final double[] values;
    private final double[] weights;
    private final CrossSection leftOut;
    private final List<InequalityRow> rows = new ArrayList<>();

    Level(Subject subject, Series series, Subject.LevelSection level, List<Index> indices) {
      this.subject = subject;
      this.indices = indices;
      double[] all = subject.weights(level.section(), series.scope());
      this.section = level.section().only(i -> !Double.isNaN(all[i]));
      this.values = section.values();
      this.weights = Arrays.stream(all).filter(weight -> !Double.isNaN(weight)).toArray();
      this.leftOut = level.section().only(i -> Double.isNaN(all[i]));
      this.compared =
          subject.compared(series, level.level(), subject.said(section, series.scope()));
    }

    List<InequalityRow> rows() {
      for (Index index : indices) {
        part(index, Component.TOTAL, RegionGroup.EVERY, of(index, values, weights));
      }
      for (Grouping grouping : subject.comparison().within()) {
        String[] groups = subject.groups(section, grouping);
        for (Index index : indices) {
          parts(index, new RegionGroup(grouping.name(), null), groups);
        }
        groups(grouping, groups);
      }
      return rows;
    }

    /** Adds what of an index all regions of the level have. */
    private void part(Index index, Component component, RegionGroup group, Measured value) {
      rows.add(row(index, component, group, value, values.length, leftOut.size(), null, null));
    }

    private InequalityRow row(
        Index index,
        Component component,
        RegionGroup group,
        Measured value,
        int regions,
        int without,
        @Nullable Double populationShare,
        @Nullable Double valueShare) {
      return new InequalityRow(
          compared,
          section.period(),
          index.name(),
          component,
          group,
          value,
          subject.comparison().weight() != null,
          regions,
          without,
          populationShare,
          valueShare,
          null);
    }

    /** What the index is the sum of, where it is. */
    private void parts(Index index, RegionGroup grouping, String[] groups) {
      String[] names = new TreeSet<>(List.of(groups)).toArray(String[]::new);
      int[] numbers = Arrays.stream(groups).mapToInt(g -> Arrays.binarySearch(names, g)).toArray();
      Double alpha =
          switch (index.family()) {
            case THEIL_L -> Double.valueOf(0);
            case THEIL_T -> Double.valueOf(1);
            case GE -> index.parameters().get(0);
            default -> null;
          };
      if (alpha != null) {
        Decomposition.Entropy entropy = Decomposition.entropy(values, weights, numbers, alpha);
        part(index, Component.BETWEEN, grouping, entropy.between());
        part(index, Component.WITHIN, grouping, entropy.within());
      } else if (index.family() == Index.Family.GINI) {
        Decomposition.Dagum dagum = Decomposition.gini(values, weights, numbers);
        part(index, Component.BETWEEN, grouping, dagum.between());
        part(index, Component.WITHIN, grouping, dagum.within());
        part(index, Component.OVERLAP, grouping, dagum.overlap());
      }
    }

    private void groups(Grouping grouping, String[] groups) {
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
        double[] x = CompleteCases.in(its, values);
        double[] w = CompleteCases.in(its, weights);
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
          sum += w[i] * x[i];
        }
        for (Index index : indices) {
          rows.add(
              row(
                  index,
                  Component.GROUP,
                  new RegionGroup(grouping.name(), group.equals(Subject.NONE) ? null : group),
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
