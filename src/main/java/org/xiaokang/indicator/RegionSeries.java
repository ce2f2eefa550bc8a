package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;

/** All figures of one region, each on every row on which a plan needs it. */
final class RegionSeries {
  private final Plan plan;
  private final String seriesArea;
  private final List<SeriesRow> rows;
  private final Map<Figure, @Nullable FigureCell[]> cells = new HashMap<>();

  private RegionSeries(Plan plan, String seriesArea, List<SeriesRow> rows) {
    this.plan = plan;
    this.seriesArea = seriesArea;
    this.rows = rows;
    for (Figure.Reported figure : plan.reported()) {
      List<String> keys = Addresses.keys(figure);
      cells.put(figure, each(row -> rows.get(row).reported(keys)));
    }
    for (List<Figure> layer : plan.layers()) {
      for (Figure figure : layer) {
        cells.put(figure, computed(figure));
      }
    }
  }

  /**
   * What the figures of one region give of each indicator of a plan.
   *
   * @param seriesArea the code under which the region's series is kept
   * @param figures its preferred figures of the plan's metrics, and those of other regions that it
   *     looks up
   */
  static List<RegionInput> inputs(Plan plan, String seriesArea, List<SeriesFigure> figures) {
    RegionSeries series = new RegionSeries(plan, seriesArea, SeriesRow.of(figures));
    List<RegionInput> inputs = new ArrayList<>();
    plan.indicators().forEach(indicator -> new SeriesIndicator(series, indicator).addTo(inputs));
    return inputs;
  }

  Plan plan() {
    return plan;
  }

  String seriesArea() {
    return seriesArea;
  }

  List<SeriesRow> rows() {
    return rows;
  }

  /** A figure of the plan on a row; null where the row has none. */
  @Nullable FigureCell cell(Figure figure, int row) {
    return cells(figure)[row];
  }

  private @Nullable FigureCell[] cells(Figure figure) {
    return Objects.requireNonNull(cells.get(figure), figure::toString);
  }

  private interface OnRow {
    @Nullable FigureCell cell(int row);
  }

  private @Nullable FigureCell[] each(OnRow of) {
    @Nullable FigureCell[] all = new FigureCell[rows.size()];
    for (int row = 0; row < all.length; row++) {
      all[row] = of.cell(row);
    }
    return all;
  }

  private @Nullable FigureCell[] computed(Figure figure) {
    if (figure instanceof Figure.Placed placed) {
      return PeriodShift.of(rows, placed, cells(placed.figure()));
    }
    if (figure instanceof Figure.Restated restated) {
      return each(
          row -> {
            FigureCell base = cell(restated.restated(), row);
            return base == null
                ? cell(restated.plain(), row)
                : base.with(Mark.COMPARABLE_BASE.bit());
          });
    }
    Figure.Completed completed = (Figure.Completed) figure;
    return each(
        row -> {
          FigureCell reported = cell(completed.reported(), row);
          return reported == null ? derived(completed, row) : reported;
        });
  }

  /** The figure as the first identity that can gives it, marked derived. */
  private @Nullable FigureCell derived(Figure.Completed completed, int row) {
    for (Metric.Derivation derivation : plan.derivations(completed.metric())) {
      if (derivation.scope().map(rows.get(row).scope()::equals).orElse(true)) {
        FigureCell derived = derived(completed, derivation, row);
        if (derived != null) {
          return derived;
        }
      }
    }
    return null;
  }

  private @Nullable FigureCell derived(
      Figure.Completed completed, Metric.Derivation derivation, int row) {
    Map<String, Double> operands = new HashMap<>();
    List<@Nullable FigureCell> figures = new ArrayList<>();
    int marks = Mark.DERIVED.bit();
    for (Input input : derivation.inputs()) {
      FigureCell figure = cell(plan.figure(input, completed), row);
      figures.add(figure);
      if (figure != null) {
        operands.put(input.variable(), figure.value());
      }
      marks |= marksThrough(derivation.value(), input, figure);
    }
    Double value = FormulaValue.of(derivation.value(), operands);
    return value == null
        ? null
        : new FigureCell(value, marks, null, Confidentiality.ofAny(figures), null);
  }

  /** What an input's marks mean for the formula's value. */
  static int marksThrough(Formula formula, Input input, @Nullable FigureCell figure) {
    return figure == null
        ? 0
        : Mark.through(figure.marks(), Direction.of(formula, input.variable()));
  }
}
