package org.xiaokang.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Change;
import org.xiaokang.compare.measure.Outcome;

/** The change of a mean, or of the share of the poor, over the regions of a group. */
final class ChangeOfGroup {
  private static final String POINTS = "percentage points";
  private static final String PERCENT = "percent";
  private static final String TOTAL = "total";

  private final TwoPeriods periods;
  private final RegionGroup group;
  private final TwoPeriods.Matched regions;
  private final int leftOut;

  ChangeOfGroup(TwoPeriods periods, Subject.Members members) {
    this.periods = periods;
    this.group = members.group();
    this.regions = periods.matched(members);
    this.leftOut = members.places().length - regions.places().length;
  }

  /** What each region's own change, and the change of its weight, add to that of the mean. */
  List<DecompositionRow> byRegion() {
    double[] was = regions.before();
    double[] is = regions.after();
    Change.Shift[] shifts =
        Change.shiftShare(was, is, regions.weightsBefore(), regions.weightsAfter());
    if (shifts.length == 0) {
      String reason = "no region has a value and a weight in both periods";
      return List.of(mean(null, null, new Outcome<>(null, reason)));
    }
    double meanBefore = mean(was, regions.weightsBefore());
    double meanAfter = mean(is, regions.weightsAfter());
    List<DecompositionRow> rows = new ArrayList<>();
    rows.add(mean(meanBefore, meanAfter, Outcome.of(meanAfter - meanBefore)));
    for (int i = 0; i < shifts.length; i++) {
      rows.add(part(i, "within", shifts[i].within()));
      rows.add(part(i, "shift", shifts[i].shift()));
      rows.add(part(i, "interaction", shifts[i].interaction()));
    }
    return rows;
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

  private DecompositionRow mean(@Nullable Double was, @Nullable Double is, Outcome<Double> change) {
    return row(null, TOTAL, regions.places().length, leftOut, was, is, change);
  }

  private DecompositionRow part(int i, String part, double value) {
    String ref = periods.later().ref(regions.places()[i]);
    Outcome<Double> change = Outcome.of(value);
    return row(ref, part, 1, 0, regions.before()[i], regions.after()[i], change);
  }

  private DecompositionRow row(
      @Nullable String ref,
      String part,
      int count,
      int without,
      @Nullable Double was,
      @Nullable Double is,
      Outcome<Double> change) {
    String unit = periods.unit();
    return new DecompositionRow(
        periods.compared(),
        periods.span(),
        group,
        ref,
        part,
        count,
        without,
        was,
        is,
        unit,
        change,
        unit);
  }

  /**
   * The change of the share of people in regions below a line, by growth and redistribution.
   *
   * @param line in the indicator's unit
   */
  List<DecompositionRow> ofPoverty(double line) {
    double[] was = regions.before();
    double[] is = regions.after();
    double[] weightsWas = regions.weightsBefore();
    double[] weightsIs = regions.weightsAfter();
    Optional<String> whyNot = Change.whyNoPoverty(was, weightsWas, is, weightsIs, line);
    if (whyNot.isPresent()) {
      return List.of(headcount(TOTAL, null, null, new Outcome<>(null, whyNot.get())));
    }
    Change.Poverty found = Change.dattRavallion(was, weightsWas, is, weightsIs, line);
    Change.Poverty fair = Change.shapley(was, weightsWas, is, weightsIs, line);
    double poorBefore = 100 * poor(was, weightsWas, line);
    double poorAfter = 100 * poor(is, weightsIs, line);
    return List.of(
        headcount(TOTAL, poorBefore, poorAfter, points(found.change())),
        headcount("growth", null, null, points(found.growth())),
        headcount("redistribution", null, null, points(found.redistribution())),
        headcount("residual", null, null, points(found.residual())),
        headcount("growth_shapley", null, null, points(fair.growth())),
        headcount("redistribution_shapley", null, null, points(fair.redistribution())));
  }

  private static Outcome<Double> points(double share) {
    return Outcome.of(100 * share);
  }

  private static double poor(double[] values, double[] weights, double line) {
    double[] below = new double[values.length];
    for (int i = 0; i < below.length; i++) {
      below[i] = values[i] < line ? 1 : 0;
    }
    return mean(below, weights);
  }

  private DecompositionRow headcount(
      String part, @Nullable Double was, @Nullable Double is, Outcome<Double> change) {
    return new DecompositionRow(
        periods.compared(),
        periods.span(),
        group,
        null,
        part,
        regions.places().length,
        leftOut,
        was,
        is,
        PERCENT,
        change,
        POINTS);
  }
}
