package org.xiaokang.compare;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Trend;

/** The pace of each region, and the year in which it reaches a target. */
record Trends(Measure.Trend measure) implements Comparer<TrendRow> {
  @Override
  public Iterator<TrendRow> compare(Subject subject) {
    return PanelMatrix.each(
        subject,
        (series, matrix) -> {
          ComparedSeries compared = subject.compared(series, matrix.level(), matrix.said());
          double[] times = matrix.times();
          return RowIterators.rows(
              matrix.size(), region -> row(subject, compared, matrix, times, region));
        });
  }

  private TrendRow row(
      Subject subject, ComparedSeries compared, PanelMatrix matrix, double[] times, int region) {
    double[] all = matrix.values()[region];
    int[] kept = CompleteCases.of(all);
    double[] values = CompleteCases.in(kept, all);
    double[] years = CompleteCases.in(kept, times);
    Trend.Result trend = Trend.of(years, values, measure.confidence(), measure.atLeast());
    @Nullable Double target = measure.target();
    Trend.Reach reach =
        target == null
            ? null
            : Trend.reach(
                trend,
                years,
                values,
                target,
                isUpwards(subject.fact().direction(), values, target),
                measure.latest());
    return new TrendRow(
        compared,
        matrix.span(),
        matrix.region(subject.data(), region),
        values.length,
        trend,
        subject.fact().unit(),
        target,
        reach);
  }

  /** Where neither way is better, a target is reached from where the region stands. */
  private static boolean isUpwards(Indicator.Better direction, double[] values, double target) {
    return direction == Indicator.Better.NEUTRAL
        ? values[values.length - 1] < target
        : direction == Indicator.Better.HIGHER_IS_BETTER;
  }
}
