package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Change;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Outcome;

/** The growth of a total of each region, by what its parts add to it. */
final class ChangeByPart {
  private static final String POINTS = "percentage points";
  private static final String TOTAL = "total";

  private final TwoPeriods periods;
  private final List<String> parts;
  private final List<double[]> before = new ArrayList<>();
  private final List<double[]> after = new ArrayList<>();

  /**
   * The growth between two periods of a total.
   *
   * @param parts ids of the indicators that it is made of
   */
  ChangeByPart(TwoPeriods periods, List<String> parts) {
    this.periods = periods;
    this.parts = parts;
    for (String part : parts) {
      before.add(periods.before(part));
      after.add(periods.after(part));
    }
  }

  Iterator<DecompositionRow> rows() {
    List<Integer> both = Arrays.stream(CompleteCases.of(periods.before())).boxed().toList();
    return RowIterators.each(both, region -> ofRegion(region).iterator());
  }

  private List<DecompositionRow> ofRegion(int region) {
    double[] was = at(before, region);
    double[] is = at(after, region);
    double totalBefore = periods.before()[region];
    double totalAfter = periods.later().value(region);
    for (int k = 0; k < parts.size(); k++) {
      if (Double.isNaN(was[k]) || Double.isNaN(is[k])) {
        String lacking = Double.isNaN(was[k]) ? periods.earlierPeriod() : periods.laterPeriod();
        String reason = parts.get(k) + " has no value in " + lacking;
        return List.of(row(region, TOTAL, totalBefore, totalAfter, new Outcome<>(null, reason)));
      }
    }
    Change.Growth growth = Change.contributions(parts, was, is, totalBefore, totalAfter);
    List<DecompositionRow> rows = new ArrayList<>();
    rows.add(row(region, TOTAL, totalBefore, totalAfter, outcome(growth.growth())));
    for (Change.Contribution part : growth.contributions()) {
      Outcome<Double> points = Outcome.of(part.points());
      rows.add(row(region, part.part(), part.before(), part.after(), points));
    }
    return rows;
  }

  private static Outcome<Double> outcome(Measured measured) {
    return new Outcome<>(measured.number(), measured.reason());
  }

  private static double[] at(List<double[]> columns, int i) {
    return columns.stream().mapToDouble(column -> column[i]).toArray();
  }

  private DecompositionRow row(
      int region, String part, @Nullable Double was, @Nullable Double is, Outcome<Double> points) {
    return new DecompositionRow(
        periods.compared(),
        periods.span(),
        RegionGroup.EVERY,
        periods.later().ref(region),
        part,
        1,
        0,
        was,
        is,
        periods.unit(),
        points,
        POINTS);
  }
}
