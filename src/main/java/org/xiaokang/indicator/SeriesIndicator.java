package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;

/**
 * One indicator on the rows of a region's series: its values, and what the table says with them.
 */
final class SeriesIndicator {
  private final RegionSeries series;
  private final Plan plan;
  private final Indicator indicator;
  private final Optional<Input> anchor;
  private final Optional<Input> base;
  private final Optional<Figure> coverageWeight;

  SeriesIndicator(RegionSeries series, Indicator indicator) {
    this.series = series;
    this.plan = series.plan();
    this.indicator = indicator;
    this.anchor = anchor();
    this.base =
        indicator.inputs().stream()
            .filter(input -> !input.at().isSame() && !anchor.equals(Optional.of(input)))
            .filter(input -> !(input.at() instanceof Input.At.Edge edge && edge.last()))
            .findFirst();
    this.coverageWeight = plan.coverageWeight(indicator);
  }

  /** Adds what each row has to say of the indicator; most rows say nothing. */
  void addTo(List<RegionInput> inputs) {
    for (int row = 0; row < series.rows().size(); row++) {
      RegionInput input = new OnRow(row).input();
      if (input != null) {
        inputs.add(input);
      }
    }
  }

  /** The input whose period and scope the result has; none: the row's own, whatever it is. */
  private Optional<Input> anchor() {
    List<Input> inputs = indicator.inputs();
    boolean inPlace = inputs.stream().anyMatch(i -> i.at().isSame() && i.scope().isEmpty());
    boolean allFromHere = inputs.stream().allMatch(i -> isFromHere(i.at()) && i.scope().isEmpty());
    if (inPlace || allFromHere) {
      return Optional.empty();
    }
    Optional<Input> here = inputs.stream().filter(i -> i.at().isSame()).findFirst();
    Optional<Input> latest =
        inputs.stream().filter(i -> i.at() instanceof Input.At.End end && end.latest()).findFirst();
    return here.or(() -> latest).or(() -> Optional.of(inputs.get(inputs.size() - 1)));
  }

  /** Whether the row's own period says which one is meant. */
  private static boolean isFromHere(Input.At at) {
    return at instanceof Input.At.Shifted || at instanceof Input.At.Edge;
  }

  private final class OnRow {
    private final int number;
    private final SeriesRow row;

    OnRow(int number) {
      this.number = number;
      this.row = series.rows().get(number);
    }

    /**
     * What the row says; null where it says nothing. A row that is not complete has no value of its
     * own, but a part that an aggregate needs.
     */
    @Nullable RegionInput input() {
      Double weight = coverageWeight.map(this::shownValue).orElse(null);
      Double value = value(false);
      boolean complete = isAbout() && areDistinct() && isComputable(value);
      if (!complete && weight == null && !hasContext()) {
        return null;
      }
      return new RegionInput(
          series.seriesArea(),
          row.refArea(),
          row.scope(),
          row.period(),
          row.time().series(),
          row.time().ordinal(),
          months(),
          indicator.id(),
          complete,
          value,
          isRestated() ? value(true) : null,
          marks(indicator.derived() ? Mark.DERIVED.bit() : 0, false),
          marks(0, true),
          weightMarks(),
          base.map(input -> timePeriod(input)).orElse(null),
          years(),
          weight,
          indicator.inputs().stream().map(this::figures).toList());
    }

    private @Nullable FigureCell figure(Input input) {
      return series.cell(plan.figure(input), number);
    }

    private @Nullable FigureCell plain(Input input) {
      return series.cell(plan.plain(input), number);
    }

    private @Nullable Double shownValue(Figure figure) {
      FigureCell cell = series.cell(figure, number);
      return cell == null || cell.confidential() != null ? null : Double.valueOf(cell.value());
    }

    private @Nullable Double value(boolean plain) {
      Map<String, Double> operands = new HashMap<>();
      Integer years = years();
      if (years != null) {
        operands.put(Indicator.YEARS, (double) years);
      }
      Integer months = months();
      if (months != null) {
        operands.put(Indicator.MONTHS, (double) months);
      }
      for (Input input : indicator.inputs()) {
        FigureCell cell = plain ? plain(input) : figure(input);
        if (cell != null) {
          operands.put(input.variable(), cell.value());
        } else if (input.missingIsZero()) {
          operands.put(input.variable(), 0.0);
        }
      }
      return FormulaValue.of(indicator.value(), operands);
    }

    /** Whether the formula has what it needs; an input that may count as zero is not needed. */
    private boolean isComputable(@Nullable Double value) {
      boolean all = true;
      boolean any = false;
      for (Input input : indicator.inputs()) {
        boolean isThere = figure(input) != null;
        any |= isThere;
        all &= isThere || input.missingIsZero();
      }
      return (all && any) || (indicator.value().toleratesMissing() && value != null);
    }

    /** Whether the row has a figure of another region, which an aggregate may need. */
    private boolean hasContext() {
      return indicator.inputs().stream()
          .anyMatch(input -> !input.of().isSelf() && figure(input) != null);
    }

    private boolean isRestated() {
      return indicator.inputs().stream()
          .filter(input -> plan.figure(input) instanceof Figure.Restated)
          .map(this::figure)
          .anyMatch(cell -> cell != null && (cell.marks() & Mark.COMPARABLE_BASE.bit()) != 0);
    }

    /** What the inputs bring to the value, or those of other regions only. */
    private int marks(int anyway, boolean ofOthers) {
      int marks = anyway;
      for (Input input : indicator.inputs()) {
        if (!ofOthers || !input.of().isSelf()) {
          marks |= RegionSeries.marksThrough(indicator.value(), input, figure(input));
        }
      }
      return marks;
    }

    /** What the weights of the inputs bring to the values of the regions above. */
    private int weightMarks() {
      int marks = 0;
      for (Input input : indicator.inputs()) {
        FigureCell weight = weight(input);
        marks |= weight == null ? 0 : Mark.through(weight.marks(), Direction.UNKNOWN);
      }
      return marks;
    }

    private @Nullable FigureCell weight(Input input) {
      return plan.weight(indicator, input).map(figure -> series.cell(figure, number)).orElse(null);
    }

    /** Where an input was found; null where there is none. */
    private FigureCell.@Nullable Place place(Input input) {
      FigureCell cell = figure(input);
      return cell == null ? null : cell.place() == null ? row.place() : cell.place();
    }

    private @Nullable String timePeriod(Input input) {
      FigureCell.Place place = place(input);
      return place == null ? null : place.timePeriod();
    }

    /** The length of the row's period; null where it is unknown or not whole months. */
    private @Nullable Integer months() {
      LocalDate start = row.period().start();
      LocalDate end = row.period().end();
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

    /** Years from the base to the row's period. */
    private @Nullable Integer years() {
      FigureCell.Place from = base.map(this::place).orElse(null);
      Integer to = row.time().year();
      return from == null || from.year() == null || to == null ? null : to - from.year();
    }

    /** Whether the row is the one that the result belongs to. */
    private boolean isAbout() {
      if (anchor.isEmpty()) {
        return true;
      }
      Input input = anchor.get();
      FigureCell own = series.cell(plan.own(input), number);
      FigureCell placed = figure(input);
      return own != null
          && placed != null
          && row.period().timePeriod().equals(timePeriod(input))
          && Objects.equals(own.observationId(), placed.observationId())
          && input.scope().map(row.scope()::equals).orElse(true);
    }

    /** A change needs two figures: the first period is not compared with itself. */
    private boolean areDistinct() {
      List<Input> inputs = indicator.inputs();
      for (Input a : inputs) {
        for (Input b : inputs) {
          boolean sameFigure =
              a.metric().equals(b.metric())
                  && a.scope().equals(b.scope())
                  && a.over().equals(b.over())
                  && a.of().equals(b.of());
          if (sameFigure
              && a.variable().compareTo(b.variable()) < 0
              && !a.at().equals(b.at())
              && timePeriod(a) != null
              && Objects.equals(timePeriod(a), timePeriod(b))) {
            return false;
          }
        }
      }
      return true;
    }

    private RegionInput.Figures figures(Input input) {
      FigureCell figure = figure(input);
      FigureCell plain = plain(input);
      FigureCell weight = weight(input);
      FigureCell.Place place = place(input);
      return new RegionInput.Figures(
          input.variable(),
          input.metric(),
          place == null ? null : place.scope(),
          place == null ? null : place.timePeriod(),
          figure == null ? null : Double.valueOf(figure.value()),
          figure != null && figure.isDerived(),
          figure == null ? null : figure.observationId(),
          weight == null ? null : Double.valueOf(weight.value()),
          plain == null ? null : Double.valueOf(plain.value()),
          confidential(input, figure, plain, weight));
    }

    /**
     * A mean cannot be shown where its weights cannot, nor a restated figure where the plain one.
     */
    private @Nullable Confidentiality confidential(
        Input input,
        @Nullable FigureCell figure,
        @Nullable FigureCell plain,
        @Nullable FigureCell weight) {
      List<@Nullable FigureCell> others = new ArrayList<>();
      if (plan.figure(input) instanceof Figure.Restated) {
        others.add(plain);
      }
      others.add(weight);
      Confidentiality ofOthers = Confidentiality.ofAny(others);
      return ofOthers != null || figure == null ? ofOthers : figure.confidential();
    }
  }
}
