package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Scopes;

/** All figures of one region, each on every row on which a plan needs it. */
final class RegionSeries {
  private final String seriesArea;
  private final boolean isShared;
  private final List<SeriesRow> rows;
  private final @Nullable FigureCell[][] cells;

  private RegionSeries(SeriesPlan plan, String seriesArea, List<SeriesRow> rows) {
    this.seriesArea = seriesArea;
    this.isShared = plan.isShared(seriesArea);
    this.rows = rows;
    this.cells = new FigureCell[plan.steps().size()][];
    for (int figure = 0; figure < cells.length; figure++) {
      cells[figure] = cells(plan.steps().get(figure));
    }
  }

  /**
   * What the figures of one region give of each indicator of a plan.
   *
   * @param seriesArea the code under which the region's series is kept
   * @param figures its preferred figures of the plan's metrics, and those of other regions that it
   *     looks up
   */
  static List<RegionInput> inputs(SeriesPlan plan, String seriesArea, List<SeriesFigure> figures) {
    RegionSeries series = new RegionSeries(plan, seriesArea, SeriesRow.of(figures));
    List<RegionInput> inputs = new ArrayList<>();
    plan.indicators().forEach(indicator -> new SeriesIndicator(series, indicator).addTo(inputs));
    return inputs;
  }

  String seriesArea() {
    return seriesArea;
  }

  /** Whether the region is the same land as others of another time, or a part of one. */
  boolean isShared() {
    return isShared;
  }

  List<SeriesRow> rows() {
    return rows;
  }

  /** A figure of the plan, by its number, on a row; null where the row has none. */
  @Nullable FigureCell cell(int figure, int row) {
    return cells[figure][row];
  }

  private @Nullable FigureCell[] cells(SeriesPlan.Step step) {
    if (step instanceof SeriesPlan.Reporting reporting) {
      return each(row -> rows.get(row).reported(reporting.keys()));
    }
    if (step instanceof SeriesPlan.Placing placing) {
      return PeriodShift.of(rows, placing.placed(), cells[placing.figure()]);
    }
    if (step instanceof SeriesPlan.Restating restating) {
      ComparableBase base =
          new ComparableBase(rows, cells[restating.own()], cells[restating.ownBase()]);
      return each(
          row ->
              base.restated(
                  cell(restating.plain(), row),
                  restating.standsAlone() ? cell(restating.base(), row) : null,
                  rows.get(row)));
    }
    if (step instanceof SeriesPlan.Undividing undividing) {
      return undivided(cells[undividing.figure()], undividing.without());
    }
    SeriesPlan.Completing completing = (SeriesPlan.Completing) step;
    return each(
        row -> {
          FigureCell reported = cell(completing.reported(), row);
          return reported == null ? derived(completing.derivations(), row) : reported;
        });
  }

  /** Where a figure is not there for a breakdown, that of the same period for less of it. */
  private @Nullable FigureCell[] undivided(@Nullable FigureCell[] own, List<String> without) {
    record Spot(String scope, String series, String timePeriod) {
      static Spot of(SeriesRow row, String scope) {
        return new Spot(scope, row.time().series(), row.period().timePeriod());
      }
    }
    Map<Spot, FigureCell> found = new HashMap<>();
    for (int i = 0; i < own.length; i++) {
      FigureCell cell = own[i];
      if (cell != null) {
        found.put(Spot.of(rows.get(i), rows.get(i).scope()), cell);
      }
    }
    return each(
        i -> {
          SeriesRow row = rows.get(i);
          return own[i] != null || found.isEmpty()
              ? own[i]
              : found.get(Spot.of(row, Scopes.without(row.scope(), without)));
        });
  }

  private @Nullable FigureCell[] each(IntFunction<@Nullable FigureCell> of) {
    @Nullable FigureCell[] all = new FigureCell[rows.size()];
    for (int row = 0; row < all.length; row++) {
      all[row] = of.apply(row);
    }
    return all;
  }

  /** The figure as the first identity that can gives it, marked derived. */
  private @Nullable FigureCell derived(List<SeriesPlan.Deriving> derivations, int row) {
    for (SeriesPlan.Deriving deriving : derivations) {
      if (deriving.derivation().scope().map(rows.get(row).scope()::equals).orElse(true)) {
        FigureCell derived = derived(deriving, row);
        if (derived != null) {
          return derived;
        }
      }
    }
    return null;
  }

  private @Nullable FigureCell derived(SeriesPlan.Deriving deriving, int row) {
    Map<String, Double> operands = new HashMap<>();
    Map<String, Double> roundings = new HashMap<>();
    List<@Nullable FigureCell> figures = new ArrayList<>();
    int marks = Mark.DERIVED.bit();
    for (SeriesPlan.Operand operand : deriving.operands()) {
      FigureCell figure = cell(operand.figure(), row);
      figures.add(figure);
      if (figure != null) {
        operands.put(operand.variable(), figure.value());
        roundings.put(operand.variable(), figure.rounding());
        marks |= Mark.through(figure.marks(), operand.direction());
      }
    }
    Double value = FormulaValue.of(deriving.derivation().value(), operands);
    return value == null
        ? null
        : new FigureCell(
            value,
            marks,
            null,
            Confidentiality.ofAny(figures),
            null,
            PrintedRounding.through(deriving.derivation().value(), operands, roundings));
  }
}
