package org.xiaokang.indicator;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Period;

/**
 * The figures of one region for one scope and period.
 *
 * @param refArea the region's code as of the period
 * @param scope the breakdown
 * @param period the period
 * @param time when that is
 * @param reported the figures, by {@link SeriesFigure#key}
 */
record SeriesRow(
    String refArea,
    String scope,
    Period period,
    SeriesTime time,
    Map<String, FigureCell> reported) {

  /** What the figures of one row have in common. */
  private record Key(String scope, String kind, String timePeriod, String series) {}

  /** The rows that some figures of one region stand on. */
  static List<SeriesRow> of(List<SeriesFigure> figures) {
    Map<Key, List<SeriesFigure>> byRow = new LinkedHashMap<>();
    for (SeriesFigure figure : figures) {
      Key key =
          new Key(
              figure.scope(),
              figure.period().kind(),
              figure.period().timePeriod(),
              time(figure).series());
      byRow.computeIfAbsent(key, k -> new ArrayList<>()).add(figure);
    }
    return byRow.values().stream().map(SeriesRow::row).toList();
  }

  private static SeriesTime time(SeriesFigure figure) {
    return SeriesTime.of(figure.period(), figure.docId(), figure.publishedOn());
  }

  private static SeriesRow row(List<SeriesFigure> figures) {
    SeriesFigure first = figures.get(0);
    Map<String, FigureCell> reported = new HashMap<>();
    for (SeriesFigure figure : figures) {
      reported.merge(figure.key(), figure.cell(), SeriesRow::larger);
    }
    // Figures that other regions look up may bring another code of the same series.
    String area = figures.stream().map(SeriesFigure::refArea).max(naturalOrder()).orElseThrow();
    String freq = figures.stream().map(f -> f.period().freq()).max(naturalOrder()).orElseThrow();
    LocalDate start = largest(figures, f -> f.period().start());
    LocalDate end = largest(figures, f -> f.period().end());
    Period period =
        new Period(first.period().kind(), start, end, first.period().timePeriod(), freq);
    LocalDate published = largest(figures, SeriesFigure::publishedOn);
    return new SeriesRow(
        area, first.scope(), period, SeriesTime.of(period, first.docId(), published), reported);
  }

  private static FigureCell larger(FigureCell a, FigureCell b) {
    return FigureCell.ORDER.compare(a, b) >= 0 ? a : b;
  }

  private static <T extends Comparable<? super T>> @Nullable T largest(
      List<SeriesFigure> figures, Function<SeriesFigure, @Nullable T> of) {
    Comparator<@Nullable T> order = nullsFirst(naturalOrder());
    T largest = null;
    for (SeriesFigure figure : figures) {
      T next = of.apply(figure);
      largest = order.compare(next, largest) > 0 ? next : largest;
    }
    return largest;
  }

  /** The first figure that is there under one of some keys. */
  @Nullable FigureCell reported(List<String> keys) {
    for (String key : keys) {
      FigureCell found = reported.get(key);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  FigureCell.Place place() {
    return new FigureCell.Place(scope, period.timePeriod(), time.series(), time.year());
  }

  /** The length of the period; null where it is unknown or not whole months. */
  @Nullable Integer months() {
    LocalDate start = period.start();
    LocalDate end = period.end();
    if (start == null || end == null) {
      return null;
    }
    LocalDate after = end.plusDays(1);
    boolean whole =
        start.getDayOfMonth() == after.getDayOfMonth() || (isLast(start) && isLast(after));
    return whole
        ? 12 * (after.getYear() - start.getYear()) + after.getMonthValue() - start.getMonthValue()
        : null;
  }

  private static boolean isLast(LocalDate day) {
    return day.getDayOfMonth() == day.lengthOfMonth();
  }
}
