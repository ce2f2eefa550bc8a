package org.xiaokang.compare;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Measured;
import org.xiaokang.compare.measure.Trend;

/** The pace of each region, and the year in which it reaches a target. */
final class Trends implements Comparer {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Frame.each(
        subject,
        (series, frame) -> {
          Subject.Head head = subject.head(series, frame.level()).span(frame.from(), frame.to());
          double[] times = frame.times();
          return Lazily.rows(frame.size(), i -> row(subject, head, frame, times, i));
        });
  }

  private static Row row(
      Subject subject, Subject.Head head, Frame frame, double[] times, int region) {
    Measure.Trend measure = (Measure.Trend) subject.comparison().measure();
    double[] all = frame.values()[region];
    int[] kept = Kept.of(all);
    double[] values = Kept.in(kept, all);
    double[] years = Kept.in(kept, times);
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
    return head.row(
        frame.ref(region),
        subject.values().panel(frame.area(region)),
        values.length,
        trend.slope().number(),
        trend.low().number(),
        trend.high().number(),
        subject.fact().unit(),
        trend.statistic().number(),
        trend.p().number(),
        target,
        reach == null ? null : number(reach.year()),
        reach == null ? null : number(reach.earliest()),
        reach == null ? null : number(reach.latest()),
        reach == null ? null : reach.year().reason(),
        trend.slope().reason());
  }

  private static @Nullable Double number(Measured measured) {
    return measured.number();
  }

  /** Where neither way is better, a target is reached from where the region stands. */
  private static boolean isUpwards(Indicator.Better direction, double[] values, double target) {
    return direction == Indicator.Better.NEUTRAL
        ? values[values.length - 1] < target
        : direction == Indicator.Better.HIGHER_IS_BETTER;
  }
}
