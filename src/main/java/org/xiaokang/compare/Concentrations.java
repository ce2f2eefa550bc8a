package org.xiaokang.compare;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Concentration;

/** Concentration of one indicator over the ranking by another: whether money goes to the poor. */
final class Concentrations implements Comparer {
  private static final long serialVersionUID = 1L;

  private final boolean asCurves;

  private Concentrations(boolean asCurves) {
    this.asCurves = asCurves;
  }

  /** Rows of the table inequality. */
  static Comparer indices() {
    return new Concentrations(false);
  }

  /** Rows of the table concentration_curves. */
  static Comparer curves() {
    return new Concentrations(true);
  }

  @Override
  public Iterator<Row> compare(Subject subject) {
    return Lazily.each(
        subject.series(),
        series ->
            Lazily.each(
                series.sections(),
                section ->
                    Lazily.each(subject.levels(section), level -> level(subject, series, level))));
  }

  private Iterator<Row> level(Subject subject, Series series, Subject.Level level) {
    Measure.Concentration measure = (Measure.Concentration) subject.comparison().measure();
    Section all = level.section();
    double[] weights = subject.weights(all, series.scope());
    double[] ranks = subject.values().beside(all, series.scope(), measure.rankBy());
    int[] kept = Kept.of(weights, ranks);
    Concentration.Curve curve =
        Concentration.of(
            Kept.in(kept, all.values()),
            Kept.in(kept, weights),
            Kept.in(kept, ranks),
            measure.points());
    Subject.Head head = subject.head(series, level.level()).period(all.period());
    List<Concentration.Point> points = curve.points();
    return asCurves
        ? Lazily.rows(
            points.size(), i -> head.row(i, points.get(i).populationShare(), points.get(i).share()))
        : List.of(
                head.row(
                    "concentration",
                    "total",
                    Subject.ALL,
                    null,
                    curve.index().number(),
                    subject.comparison().weight() != null,
                    kept.length,
                    all.size() - kept.length,
                    null,
                    null,
                    measure.rankBy(),
                    curve.index().reason()))
            .iterator();
  }
}
