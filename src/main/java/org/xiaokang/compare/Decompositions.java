package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Change;

/** What a change between two periods is made of. */
final class Decompositions implements Comparer {
  private static final long serialVersionUID = 1L;

  private static final String POINTS = "percentage points";
  private static final String PERCENT = "percent";
  private static final String TOTAL = "total";

  @Override
  public Iterator<Row> compare(Subject subject) {
    Measure.Decomposition measure = (Measure.Decomposition) subject.comparison().measure();
    String indicator = measure.total() == null ? subject.indicator() : measure.total();
    return Lazily.each(
        subject.series(indicator),
        series -> {
          Map<String, List<Section>> byLevel = new HashMap<>();
          return Lazily.each(
              series.sections(),
              section ->
                  Lazily.each(
                      subject.levels(section),
                      level -> {
                        List<Section> its =
                            byLevel.computeIfAbsent(level.level(), l -> new ArrayList<>());
                        its.add(section);
                        int before = its.size() - 1 - measure.step();
                        return before < 0
                            ? Collections.emptyIterator()
                            : new Level(subject, series, its.get(before), level).rows(measure);
                      }));
        });
  }

  /** The regions of a level in the later period, beside the earlier one. */
  private static final class Level {
    private final Subject subject;
    private final Series series;
    private final Section earlier;
    private final Section section;
    private final double[] before;
    private final double[] after;
    private final double[] weightsBefore;
    private final double[] weightsAfter;
    private final String unit;
    private final Subject.Head head;

    Level(Subject subject, Series series, Section earlier, Subject.Level level) {
      this.subject = subject;
      this.series = series;
      this.earlier = earlier;
      this.section = level.section();
      this.before = asOfBefore(earlier.values());
      this.after = section.values();
      this.weightsBefore = asOfBefore(subject.weights(earlier, series.scope()));
      this.weightsAfter = subject.weights(section, series.scope());
      this.unit = subject.world().fact(series.indicator()).unit();
      this.head = subject.head(series, level.level()).span(earlier.period(), section.period());
    }

    /** Numbers of the regions of the earlier period, in the order of those of the later. */
    private double[] asOfBefore(double[] values) {
      double[] column = new double[section.size()];
      for (int i = 0; i < column.length; i++) {
        int place = earlier.find(section.area(i));
        column[i] = place < 0 ? Double.NaN : values[place];
      }
      return column;
    }

    Iterator<Row> rows(Measure.Decomposition measure) {
      return switch (measure.of()) {
        case PARTS -> parts();
        case REGIONS -> Lazily.each(subject.groups(section), group -> regions(group).iterator());
        case POVERTY -> {
          double line = Objects.requireNonNull(measure.line());
          yield Lazily.each(subject.groups(section), group -> poverty(group, line).iterator());
        }
      };
    }

    private Iterator<Row> parts() {
      List<String> parts = subject.comparison().indicators();
      List<double[]> was = new ArrayList<>();
      List<double[]> is = new ArrayList<>();
      for (String part : parts) {
        was.add(asOfBefore(subject.values().alike(earlier, series, part)));
        is.add(subject.values().alike(section, series, part));
      }
      List<Integer> both = new ArrayList<>();
      for (int i : Kept.of(before)) {
        both.add(i);
      }
      return Lazily.each(both, i -> parts(parts, at(was, i), at(is, i), i).iterator());
    }

    private static double[] at(List<double[]> columns, int i) {
      return columns.stream().mapToDouble(column -> column[i]).toArray();
    }

    private List<Row> parts(List<String> parts, double[] was, double[] is, int i) {
      List<Row> rows = new ArrayList<>();
      for (int k = 0; k < parts.size(); k++) {
        if (Double.isNaN(was[k]) || Double.isNaN(is[k])) {
          Period lacking = Double.isNaN(was[k]) ? earlier.period() : section.period();
          String reason = parts.get(k) + " has no value in " + lacking.name();
          return List.of(ofRegion(i, TOTAL, before[i], after[i], null, reason));
        }
      }
      Change.Growth growth = Change.contributions(parts, was, is, before[i], after[i]);
      rows.add(
          ofRegion(
              i, TOTAL, before[i], after[i], growth.growth().number(), growth.growth().reason()));
      for (Change.Contribution part : growth.contributions()) {
        rows.add(ofRegion(i, part.part(), part.before(), part.after(), part.points(), null));
      }
      return rows;
    }

    private Row ofRegion(
        int i,
        String part,
        @Nullable Double was,
        @Nullable Double is,
        @Nullable Double points,
        @Nullable String reason) {
      return head.row(
          Subject.ALL, null, section.ref(i), part, 1, 0, was, is, unit, points, POINTS, reason);
    }

    /** The places of the regions of a group that have a value and a weight in both periods. */
    private int[] matched(Subject.Group group) {
      int[] kept = Kept.of(group.of(before), group.of(weightsBefore), group.of(weightsAfter));
      return Arrays.stream(kept).map(i -> group.places()[i]).toArray();
    }

    private List<Row> regions(Subject.Group group) {
      int[] kept = matched(group);
      int leftOut = group.places().length - kept.length;
      double[] x0 = Kept.in(kept, before);
      double[] x1 = Kept.in(kept, after);
      double[] w0 = Kept.in(kept, weightsBefore);
      double[] w1 = Kept.in(kept, weightsAfter);
      Change.Shift[] shifts = Change.shiftShare(x0, x1, w0, w1);
      if (shifts.length == 0) {
        String reason = "no region has a value and a weight in both periods";
        return List.of(whole(group, TOTAL, 0, leftOut, null, null, null, reason));
      }
      double m0 = mean(x0, w0);
      double m1 = mean(x1, w1);
      List<Row> rows = new ArrayList<>();
      rows.add(whole(group, TOTAL, kept.length, leftOut, m0, m1, m1 - m0, null));
      for (int i = 0; i < kept.length; i++) {
        String ref = section.ref(kept[i]);
        rows.add(part(group, ref, "within", x0[i], x1[i], shifts[i].within()));
        rows.add(part(group, ref, "shift", x0[i], x1[i], shifts[i].shift()));
        rows.add(part(group, ref, "interaction", x0[i], x1[i], shifts[i].interaction()));
      }
      return rows;
    }

    private Row part(
        Subject.Group group, String ref, String part, double was, double is, double value) {
      return head.row(
          group.grouping(), group.group(), ref, part, 1, 0, was, is, unit, value, unit, null);
    }

    private Row whole(
        Subject.Group group,
        String part,
        int regions,
        int leftOut,
        @Nullable Double was,
        @Nullable Double is,
        @Nullable Double value,
        @Nullable String reason) {
      return head.row(
          group.grouping(),
          group.group(),
          null,
          part,
          regions,
          leftOut,
          was,
          is,
          unit,
          value,
          unit,
          reason);
    }

    private static double mean(double[] values, double[] weights) {
      double sum = 0;
      double all = 0;
      for (int i = 0; i < values.length; i++) {
        sum += weights[i] * values[i];
        all += weights[i];
      }
      return sum / all;
    }

    private List<Row> poverty(Subject.Group group, double line) {
      int[] kept = matched(group);
      int leftOut = group.places().length - kept.length;
      double[] x0 = Kept.in(kept, before);
      double[] x1 = Kept.in(kept, after);
      double[] w0 = Kept.in(kept, weightsBefore);
      double[] w1 = Kept.in(kept, weightsAfter);
      Optional<String> whyNot = Change.whyNoPoverty(x0, w0, x1, w1, line);
      if (whyNot.isPresent()) {
        return List.of(
            headcount(group, TOTAL, kept.length, leftOut, null, null, null, whyNot.get()));
      }
      Change.Poverty found = Change.dattRavallion(x0, w0, x1, w1, line);
      Change.Poverty fair = Change.shapley(x0, w0, x1, w1, line);
      double h0 = poor(x0, w0, line);
      double h1 = poor(x1, w1, line);
      int n = kept.length;
      return List.of(
          headcount(group, TOTAL, n, leftOut, 100 * h0, 100 * h1, found.change(), null),
          headcount(group, "growth", n, leftOut, null, null, found.growth(), null),
          headcount(group, "redistribution", n, leftOut, null, null, found.redistribution(), null),
          headcount(group, "residual", n, leftOut, null, null, found.residual(), null),
          headcount(group, "growth_shapley", n, leftOut, null, null, fair.growth(), null),
          headcount(
              group,
              "redistribution_shapley",
              n,
              leftOut,
              null,
              null,
              fair.redistribution(),
              null));
    }

    private static double poor(double[] values, double[] weights, double line) {
      double[] below = new double[values.length];
      for (int i = 0; i < below.length; i++) {
        below[i] = values[i] < line ? 1 : 0;
      }
      return mean(below, weights);
    }

    private Row headcount(
        Subject.Group group,
        String part,
        int regions,
        int leftOut,
        @Nullable Double was,
        @Nullable Double is,
        @Nullable Double share,
        @Nullable String reason) {
      return head.row(
          group.grouping(),
          group.group(),
          null,
          part,
          regions,
          leftOut,
          was,
          is,
          PERCENT,
          share == null ? null : 100 * share,
          POINTS,
          reason);
    }
  }
}
