package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Input;

/** Figures from another scope or period of the same region. */
final class PeriodShift {
  /**
   * Where a figure may be looked for.
   *
   * @param scope the breakdown; null where the figure is of one breakdown anyway
   * @param series which figures meet; null where all do
   * @param time a year, a month or a time period; null where it does not matter
   */
  private record Spot(@Nullable String scope, @Nullable String series, @Nullable Object time) {}

  private static final String POINT = "point";

  private final List<SeriesRow> rows;
  private final Figure.Placed placed;
  private final @Nullable FigureCell[] own;

  private PeriodShift(List<SeriesRow> rows, Figure.Placed placed, @Nullable FigureCell[] own) {
    this.rows = rows;
    this.placed = placed;
    this.own = own;
  }

  /**
   * The figure on each row as the place says, and where it was found; null where there is none.
   *
   * @param own the figure that is taken from elsewhere, on each row
   */
  static @Nullable FigureCell[] of(
      List<SeriesRow> rows, Figure.Placed placed, @Nullable FigureCell[] own) {
    return new PeriodShift(rows, placed, own).cells();
  }

  private @Nullable FigureCell[] cells() {
    Input.At at = placed.at();
    if (at instanceof Input.At.Shifted shifted) {
      return shifted.isYears() ? byYear(shifted.months() / 12) : byMonth(shifted.months());
    }
    if (at instanceof Input.At.Year year) {
      return of(year.year());
    }
    if (at instanceof Input.At.Edge edge) {
      return edge(edge.last());
    }
    if (at instanceof Input.At.End end) {
      return end(end);
    }
    Map<Spot, FigureCell> found = new HashMap<>();
    each((row, cell) -> put(found, inPlace(row), cell));
    return taken(row -> Optional.of(inPlace(row)), found);
  }

  private static Spot inPlace(SeriesRow row) {
    return new Spot(null, row.time().series(), row.period().timePeriod());
  }

  private @Nullable FigureCell[] byYear(int distance) {
    Map<Spot, FigureCell> found = new HashMap<>();
    each((row, cell) -> put(found, series(row, row.time().year()), cell));
    return taken(
        row -> Optional.ofNullable(row.time().year()).map(year -> series(row, year + distance)),
        found);
  }

  private @Nullable FigureCell[] byMonth(int distance) {
    Map<Spot, FigureCell> found = new HashMap<>();
    each((row, cell) -> put(found, sequence(row, row.time().month()), cell));
    Map<Spot, FigureCell> points = new HashMap<>();
    each(
        (row, cell) -> {
          LocalDate day = row.time().point();
          if (day != null) {
            put(points, new Spot(scope(row), POINT, day), cell);
          }
        });
    @Nullable FigureCell[] cells =
        taken(
            row ->
                row.time().sequence() == null
                    ? Optional.empty()
                    : Optional.ofNullable(row.time().month())
                        .map(month -> sequence(row, month + distance)),
            found);
    for (int i = 0; i < cells.length && !points.isEmpty(); i++) {
      LocalDate day = rows.get(i).time().point();
      if (day != null) {
        cells[i] = ofDay(points, scope(rows.get(i)), day, distance);
      }
    }
    return cells;
  }

  /**
   * The figure of so many months on: of the last day of the month, where the day is the last of its
   * own; else of the same day, or of the last one where the month is shorter.
   */
  private static @Nullable FigureCell ofDay(
      Map<Spot, FigureCell> points, @Nullable String scope, LocalDate day, int distance) {
    LocalDate same = day.plusMonths(distance);
    LocalDate last = same.withDayOfMonth(same.lengthOfMonth());
    FigureCell ofLast =
        day.getDayOfMonth() == day.lengthOfMonth()
            ? points.get(new Spot(scope, POINT, last))
            : null;
    return ofLast == null ? points.get(new Spot(scope, POINT, same)) : ofLast;
  }

  private @Nullable FigureCell[] of(int year) {
    Map<Spot, FigureCell> found = new HashMap<>();
    each(
        (row, cell) -> {
          if (Integer.valueOf(year).equals(row.time().year())) {
            put(found, series(row, null), cell);
          }
        });
    return taken(row -> Optional.of(series(row, null)), found);
  }

  private @Nullable FigureCell[] edge(boolean last) {
    Map<Spot, FigureCell> found = new HashMap<>();
    each(
        (row, cell) -> {
          if (row.period().kind().equals("year")) {
            put(found, new Spot(scope(row), null, row.time().year()), cell);
          }
        });
    return taken(
        row ->
            Optional.ofNullable(last ? row.time().year() : baseYear(row))
                .map(year -> new Spot(scope(row), null, year)),
        found);
  }

  /** The year that growth over the row's span starts from. */
  private static @Nullable Integer baseYear(SeriesRow row) {
    if (row.period().start() == null) {
      return null;
    }
    int first = row.period().start().getYear();
    return row.period().kind().equals("average") ? first - 1 : first;
  }

  private @Nullable FigureCell[] end(Input.At.End end) {
    Map<Spot, SeriesRow> at = new HashMap<>();
    Map<Spot, FigureCell> found = new HashMap<>();
    each(
        (row, cell) -> {
          if (end.kinds().isEmpty() || end.kinds().contains(row.period().kind())) {
            Spot spot =
                end.kinds().isEmpty() ? series(row, null) : new Spot(scope(row), null, null);
            SeriesRow before = at.get(spot);
            int later =
                before == null ? 0 : Integer.compare(row.time().ordinal(), before.time().ordinal());
            if (before == null || (end.latest() ? later > 0 : later < 0)) {
              at.put(spot, row);
              found.put(spot, cell);
            } else if (later == 0) {
              found.merge(
                  spot,
                  cell,
                  (a, b) -> (FigureCell.ORDER.compare(a, b) >= 0) == end.latest() ? a : b);
            }
          }
        });
    return taken(
        row ->
            Optional.of(
                end.kinds().isEmpty() ? series(row, null) : new Spot(scope(row), null, null)),
        found);
  }

  private Spot series(SeriesRow row, @Nullable Integer year) {
    return new Spot(scope(row), row.time().series(), year);
  }

  private Spot sequence(SeriesRow row, @Nullable Integer month) {
    return new Spot(scope(row), row.time().sequence(), month);
  }

  private @Nullable String scope(SeriesRow row) {
    return placed.scope().isPresent() ? null : row.scope();
  }

  private interface Each {
    void row(SeriesRow row, FigureCell cell);
  }

  /** Each row that has the figure in the scope that is meant. */
  private void each(Each each) {
    for (int i = 0; i < own.length; i++) {
      FigureCell cell = own[i];
      SeriesRow row = rows.get(i);
      if (cell != null && placed.scope().map(row.scope()::equals).orElse(true)) {
        each.row(row, cell.at(row.place()));
      }
    }
  }

  private static void put(Map<Spot, FigureCell> found, Spot spot, FigureCell cell) {
    found.merge(spot, cell, (a, b) -> FigureCell.ORDER.compare(a, b) >= 0 ? a : b);
  }

  private interface Looking {
    Optional<Spot> from(SeriesRow row);
  }

  private @Nullable FigureCell[] taken(Looking looking, Map<Spot, FigureCell> found) {
    @Nullable FigureCell[] cells = new FigureCell[rows.size()];
    if (found.isEmpty()) {
      return cells;
    }
    for (int i = 0; i < cells.length; i++) {
      cells[i] = looking.from(rows.get(i)).map(found::get).orElse(null);
    }
    return cells;
  }
}
