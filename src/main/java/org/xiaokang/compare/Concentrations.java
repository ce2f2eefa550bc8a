package org.xiaokang.compare;

import java.util.Iterator;
import java.util.List;
import org.xiaokang.catalogue.Measure;
import org.xiaokang.compare.measure.Concentration;

/** Concentration of one indicator over the ranking by another: whether money goes to the poor. */
record Concentrations(Measure.Concentration measure) {
  /** The name of the index in the table inequality. */
  private static final String INDEX = "concentration";

  /** Rows of the table inequality. */
  Comparer<InequalityRow> indices() {
    return subject ->
        RowIterators.each(
            levels(subject), level -> List.of(level.index(subject, measure)).iterator());
  }

  /** Rows of the table concentration_curves. */
  Comparer<ConcentrationCurveRow> curves() {
    return subject -> RowIterators.each(levels(subject), Level::points);
  }

  private Iterable<Level> levels(Subject subject) {
    return () ->
        RowIterators.each(
            subject.series(),
            series ->
                RowIterators.each(
                    series.sections(),
                    section ->
                        RowIterators.each(
                            subject.levels(section),
                            level -> List.of(level(subject, series, level)).iterator())));
  }

  private Level level(Subject subject, Series series, Subject.LevelSection level) {
    CrossSection all = level.section();
    double[] weights = subject.weights(all, series.scope());
    double[] ranks = subject.data().beside(all, series.scope(), measure.rankBy());
    int[] kept = CompleteCases.of(weights, ranks);
    Concentration.Curve curve =
        Concentration.of(
            CompleteCases.in(kept, all.values()),
            CompleteCases.in(kept, weights),
            CompleteCases.in(kept, ranks),
            measure.points());
    Reservations said = subject.said(all, series.scope());
    subject.data().tellBeside(all, series.scope(), measure.rankBy(), said);
    ComparedSeries compared = subject.compared(series, level.level(), said);
    return new Level(compared, all.period(), curve, kept.length, all.size() - kept.length);
  }

  /** The regions of one level in one period. */
  private record Level(
      ComparedSeries compared,
      ComparedPeriod period,
      Concentration.Curve curve,
      int regions,
      int leftOut) {
    InequalityRow index(Subject subject, Measure.Concentration measure) {
      return new InequalityRow(
          compared,
          period,
          INDEX,
          InequalityRow.Component.TOTAL,
          RegionGroup.EVERY,
          curve.index(),
          subject.comparison().weight() != null,
          regions,
          leftOut,
          null,
          null,
          measure.rankBy());
    }

    Iterator<ConcentrationCurveRow> points() {
      List<Concentration.Point> points = curve.points();
      return RowIterators.rows(
          points.size(),
          i ->
              new ConcentrationCurveRow(
                  compared, period, i, points.get(i).populationShare(), points.get(i).share()));
    }
  }
}
