package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Vintages;
import org.xiaokang.indicator.SeriesPlan.PlannedIndicator;
import org.xiaokang.indicator.SeriesPlan.PlannedInput;

/**
 * One indicator on the rows of a region's series: its values, and what the table says with them.
 */
final class SeriesIndicator {
  private final RegionSeries series;
  private final PlannedIndicator planned;
  private final Indicator indicator;

  SeriesIndicator(RegionSeries series, PlannedIndicator planned) {
    this.series = series;
    this.planned = planned;
    this.indicator = planned.indicator();
  }

  /** Adds what each row has to say of the indicator; most rows say nothing. */
  void addTo(List<RegionInput> inputs) {
    for (int row = 0; row < series.rows().size(); row++) {
      if (maySay(row)) {
        RegionInput input = new OnRow(row).input();
        if (input != null) {
          inputs.add(input);
        }
      }
    }
  }

  /** Whether there is anything to compute a value from on a row, or a weight for the others'. */
  private boolean maySay(int row) {
    if (planned.tolerant() || weighs(row)) {
      return true;
    }
    for (PlannedInput input : planned.inputs()) {
      if (series.cell(input.figure(), row) != null || (series.isShared() && weighs(input, row))) {
        return true;
      }
    }
    return false;
  }

  private boolean weighs(PlannedInput input, int row) {
    return input.weights().stream().anyMatch(weight -> series.cell(weight, row) != null);
  }

  private boolean weighs(int row) {
    return planned.coverageWeight() != SeriesPlan.NONE
        && series.cell(planned.coverageWeight(), row) != null;
  }

  private final class OnRow {
    private final int number;
    private final SeriesRow row;
    private final boolean isMixed;

    OnRow(int number) {
      this.number = number;
      this.row = series.rows().get(number);
      this.isMixed =
          planned
              .bases()
              .areMixed(
                  i -> series.cell(planned.inputs().get(i).figure(), number), row.time().year());
    }

    /**
     * What the row says; null where it says nothing. A row that is not complete has no value of its
     * own, but a part that an aggregate needs.
     */
    @Nullable RegionInput input() {
      Double weight = shownWeight();
      Double value = value(false);
      boolean complete = isAbout() && areDistinct() && isComputable(value) && isOfOneVintage();
      if (!complete && weight == null && !hasContext() && !isPartOfOthers()) {
        return null;
      }
      return new RegionInput(
          series.seriesArea(),
          row.refArea(),
          row.scope(),
          row.period(),
          row.time().series(),
          row.time().ordinal(),
          row.months(),
          indicator.id(),
          complete,
          value,
          isRestated() ? value(true) : null,
          marks(anyway(), false),
          marks(0, true),
          weightMarks(),
          planned.base() == null ? null : timePeriod(planned.base()),
          years(),
          weight,
          figures());
    }

    /** The figure to compute with; none is restated where another that it meets cannot be. */
    private @Nullable FigureCell figure(PlannedInput input) {
      return series.cell(isMixed ? input.plain() : input.figure(), number);
    }

    private @Nullable FigureCell plain(PlannedInput input) {
      return series.cell(input.plain(), number);
    }

    private @Nullable FigureCell weight(PlannedInput input) {
      for (int weight : input.weights()) {
        FigureCell cell = series.cell(weight, number);
        if (cell != null) {
          return cell;
        }
      }
      return null;
    }

    private @Nullable Double shownWeight() {
      if (!weighs(number)) {
        return null;
      }
      FigureCell cell = series.cell(planned.coverageWeight(), number);
      return cell == null || cell.confidential() != null ? null : Double.valueOf(cell.value());
    }

    private @Nullable Double value(boolean plain) {
      Map<String, Double> operands = new HashMap<>();
      Integer years = years();
      if (years != null) {
        operands.put(Indicator.YEARS, (double) years);
      }
      Integer months = row.months();
      if (months != null) {
        operands.put(Indicator.MONTHS, (double) months);
      }
      for (PlannedInput input : planned.inputs()) {
        FigureCell cell = plain ? plain(input) : figure(input);
        if (cell != null) {
          operands.put(input.input().variable(), cell.value());
        } else if (input.input().missingIsZero()) {
          operands.put(input.input().variable(), 0.0);
        }
      }
      return planned.growth().areAboveZero(operands)
          ? FormulaValue.of(indicator.value(), operands)
          : null;
    }

    /** Whether the formula has what it needs; an input that may count as zero is not needed. */
    private boolean isComputable(@Nullable Double value) {
      boolean all = true;
      boolean any = false;
      for (PlannedInput input : planned.inputs()) {
        boolean isThere = figure(input) != null;
        any |= isThere;
        all &= isThere || input.input().missingIsZero();
      }
      return (all && any) || (planned.tolerant() && value != null);
    }

    /** Whether the row has a figure of another region, which an aggregate may need. */
    private boolean hasContext() {
      for (PlannedInput input : planned.inputs()) {
        if (!input.input().of().isSelf() && figure(input) != null) {
          return true;
        }
      }
      return false;
    }

    /** Whether a region of the same land may need what little there is. */
    private boolean isPartOfOthers() {
      if (series.isShared()) {
        for (PlannedInput input : planned.inputs()) {
          if (figure(input) != null || weight(input) != null) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean isRestated() {
      for (PlannedInput input : planned.inputs()) {
        FigureCell cell = input.restated() ? figure(input) : null;
        if (cell != null && (cell.marks() & Mark.COMPARABLE_BASE.bit()) != 0) {
          return true;
        }
      }
      return false;
    }

    private int anyway() {
      return (indicator.derived() ? Mark.DERIVED.bit() : 0)
          | (indicator.otherDefinition() ? Mark.OTHER_DEFINITION.bit() : 0)
          | (isMixed ? Mark.BASE_BREAK.bit() : 0);
    }

    /** What the inputs bring to the value, or those of other regions only. */
    private int marks(int anyway, boolean ofOthers) {
      int marks = anyway;
      for (PlannedInput input : planned.inputs()) {
        FigureCell figure = figure(input);
        if (figure != null && (!ofOthers || !input.input().of().isSelf())) {
          marks |= Mark.through(figure.marks(), input.direction());
        }
      }
      return marks;
    }

    /** What the weights of the inputs bring to the values of the regions above. */
    private int weightMarks() {
      int marks = 0;
      for (PlannedInput input : planned.inputs()) {
        FigureCell weight = weight(input);
        marks |= weight == null ? 0 : Mark.through(weight.marks(), Direction.UNKNOWN);
      }
      return marks;
    }

    /** Where an input was found; null where there is none. */
    private FigureCell.@Nullable Place place(PlannedInput input) {
      FigureCell cell = figure(input);
      return cell == null ? null : cell.place() == null ? row.place() : cell.place();
    }

    private @Nullable String timePeriod(PlannedInput input) {
      FigureCell.Place place = place(input);
      return place == null ? null : place.timePeriod();
    }

    /** Years from the base to the row's period. */
    private @Nullable Integer years() {
      FigureCell.Place from = planned.base() == null ? null : place(planned.base());
      Integer to = row.time().year();
      return from == null || from.year() == null || to == null ? null : to - from.year();
    }

    /** Whether the row is the one that the result belongs to. */
    private boolean isAbout() {
      PlannedInput anchor = planned.anchor();
      if (anchor == null) {
        return true;
      }
      FigureCell own = series.cell(anchor.own(), number);
      FigureCell placed = figure(anchor);
      return own != null
          && placed != null
          && row.period().timePeriod().equals(timePeriod(anchor))
          && Objects.equals(own.observationId(), placed.observationId())
          && anchor.input().scope().map(row.scope()::equals).orElse(true);
    }

    /** A change needs two figures: the first period is not compared with itself. */
    private boolean areDistinct() {
      for (SeriesPlan.Pair pair : planned.distinct()) {
        String one = timePeriod(pair.one());
        if (one != null && one.equals(timePeriod(pair.other()))) {
          return false;
        }
      }
      return true;
    }

    /** Figures of two vintages never meet, whatever scope the row and the inputs name. */
    private boolean isOfOneVintage() {
      List<String> scopes = new ArrayList<>();
      for (PlannedInput input : planned.inputs()) {
        FigureCell.Place place = place(input);
        if (place != null && place.scope().indexOf('=') >= 0) {
          for (String before : scopes) {
            if (Vintages.between(before, place.scope()) != null) {
              return false;
            }
          }
          scopes.add(place.scope());
        }
      }
      return true;
    }

    private List<RegionInput.Figures> figures() {
      List<RegionInput.Figures> all = new ArrayList<>(planned.inputs().size());
      for (PlannedInput input : planned.inputs()) {
        all.add(figures(input));
      }
      return all;
    }

    private RegionInput.Figures figures(PlannedInput input) {
      FigureCell figure = figure(input);
      FigureCell plain = plain(input);
      FigureCell weight = weight(input);
      FigureCell.Place place = place(input);
      return new RegionInput.Figures(
          input.input().variable(),
          input.input().metric(),
          place == null ? null : place.scope(),
          place == null ? null : place.timePeriod(),
          figure == null ? null : Double.valueOf(figure.value()),
          figure != null && figure.isDerived(),
          figure == null ? null : figure.observationId(),
          weight == null ? null : Double.valueOf(weight.value()),
          plain == null ? null : Double.valueOf(plain.value()),
          confidential(input, figure, plain, weight),
          figure == null ? 0 : figure.rounding(),
          weight == null ? 0 : weight.rounding());
    }

    /**
     * A mean cannot be shown where its weights cannot, nor a restated figure where the plain one.
     */
    private @Nullable Confidentiality confidential(
        PlannedInput input,
        @Nullable FigureCell figure,
        @Nullable FigureCell plain,
        @Nullable FigureCell weight) {
      List<@Nullable FigureCell> others = new ArrayList<>();
      if (input.restated()) {
        others.add(plain);
      }
      others.add(weight);
      Confidentiality ofOthers = Confidentiality.ofAny(others);
      return ofOthers != null || figure == null ? ofOthers : figure.confidential();
    }
  }
}
