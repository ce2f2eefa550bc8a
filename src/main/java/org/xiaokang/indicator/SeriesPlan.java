package org.xiaokang.indicator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Input;
import org.xiaokang.catalogue.Metric;
import org.xiaokang.catalogue.SameLand;

/**
 * A plan as every region's series goes by it: its figures by numbers, each after those that it is
 * made of, and of each indicator what is the same on every row.
 */
final class SeriesPlan {
  /** No figure. */
  static final int NONE = -1;

  /** How one figure comes about. */
  sealed interface Step {}

  /**
   * As documents report it.
   *
   * @param keys under which of a row's keys it may stand; the first that is there is the figure
   */
  record Reporting(List<String> keys) implements Step {}

  /** Another figure taken from another scope or period. */
  record Placing(Figure.Placed placed, int figure) implements Step {}

  /** A figure, or else that of the breakdown without some dimensions. */
  record Undividing(int figure, List<String> without) implements Step {}

  /**
   * A figure of another time on the base of the row's.
   *
   * @param plain the figure as it was
   * @param own its metric on the row itself
   * @param base the comparable base, placed as the figure is
   * @param ownBase the comparable base on the row itself
   * @param standsAlone whether the base may stand where the figure is missing: its place is known
   */
  record Restating(int plain, int own, int base, int ownBase, boolean standsAlone)
      implements Step {}

  /** A reported figure, or else what identities give. */
  record Completing(int reported, List<Deriving> derivations) implements Step {}

  /** One of the identities that give a figure, on one side of it. */
  record Deriving(Metric.Derivation derivation, List<Operand> operands) {}

  /**
   * An input of an identity.
   *
   * @param direction how the value moves when the input grows
   */
  record Operand(String variable, int figure, Direction direction) {}

  /**
   * An input of an indicator.
   *
   * @param figure the figure it stands for
   * @param plain the same not restated
   * @param own the figure of its metric on the row itself
   * @param weights its weight among those of other regions, the first that is there; none where
   *     figures are summed
   * @param restated whether the figure may be restated
   * @param direction how the value moves when the input grows
   */
  record PlannedInput(
      Input input,
      int figure,
      int plain,
      int own,
      List<Integer> weights,
      boolean restated,
      Direction direction) {}

  /**
   * An indicator.
   *
   * @param anchor the input whose period and scope the result has; null: the row's own
   * @param base the input of the earlier period that the value compares with; null without one
   * @param coverageWeight what says how much of its parent a region is; {@link #NONE} without it
   * @param tolerant whether the formula may have a value without all of its inputs
   * @param distinct inputs of one figure at two periods, which must not be the same one
   * @param bases which of its inputs must be on one base
   * @param growth what its growth starts from
   */
  record PlannedIndicator(
      Indicator indicator,
      List<PlannedInput> inputs,
      @Nullable PlannedInput anchor,
      @Nullable PlannedInput base,
      int coverageWeight,
      boolean tolerant,
      List<Pair> distinct,
      MixedBases bases,
      GrowthBases growth) {}

  /** Two inputs. */
  record Pair(PlannedInput one, PlannedInput other) {}

  private final Plan plan;
  private final Map<Figure, Integer> numbers = new HashMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<PlannedIndicator> indicators = new ArrayList<>();
  private final SameLand land;

  SeriesPlan(Plan plan) {
    this.plan = plan;
    this.land = plan.catalogue().regions().sameLand();
    plan.reported().forEach(figure -> add(figure, new Reporting(Addresses.keys(figure))));
    for (List<Figure> layer : plan.layers()) {
      layer.forEach(figure -> add(figure, step(figure)));
    }
    plan.indicators().forEach(indicator -> indicators.add(planned(indicator)));
  }

  private void add(Figure figure, Step step) {
    numbers.put(figure, steps.size());
    steps.add(step);
  }

  /** How each figure comes about, by its number. */
  List<Step> steps() {
    return steps;
  }

  /** Whether a series is of a region that is the same land as others of another time. */
  boolean isShared(String seriesArea) {
    return land.isOf(seriesArea);
  }

  List<PlannedIndicator> indicators() {
    return indicators;
  }

  private int number(Figure figure) {
    return Objects.requireNonNull(numbers.get(figure), figure::toString);
  }

  private Step step(Figure figure) {
    if (figure instanceof Figure.Placed placed) {
      return new Placing(placed, number(placed.figure()));
    }
    if (figure instanceof Figure.Restated restated) {
      return new Restating(
          number(restated.plain()),
          number(restated.plain().figure()),
          number(restated.base()),
          number(restated.base().figure()),
          !(restated.plain().at() instanceof Input.At.End));
    }
    if (figure instanceof Figure.Undivided undivided) {
      return new Undividing(number(undivided.figure()), undivided.without());
    }
    Figure.Completed completed = (Figure.Completed) figure;
    return new Completing(
        number(completed.reported()),
        plan.derivations(completed.metric()).stream()
            .map(derivation -> new Deriving(derivation, operands(completed, derivation)))
            .toList());
  }

  private List<Operand> operands(Figure.Completed completed, Metric.Derivation derivation) {
    return derivation.inputs().stream()
        .map(
            input ->
                new Operand(
                    input.variable(),
                    number(plan.figure(input, completed)),
                    direction(derivation.value(), input)))
        .toList();
  }

  private static Direction direction(Formula formula, Input input) {
    return Direction.of(formula, input.variable());
  }

  private PlannedIndicator planned(Indicator indicator) {
    List<PlannedInput> inputs = new ArrayList<>();
    for (Input input : indicator.inputs()) {
      Figure figure = plan.figure(input);
      inputs.add(
          new PlannedInput(
              input,
              number(figure),
              number(plan.plain(input)),
              number(plan.own(input)),
              plan.weights(indicator, input).stream().map(this::number).toList(),
              figure instanceof Figure.Restated,
              direction(indicator.value(), input)));
    }
    PlannedInput anchor = anchor(inputs).orElse(null);
    return new PlannedIndicator(
        indicator,
        inputs,
        anchor,
        base(inputs, anchor).orElse(null),
        plan.coverageWeight(indicator).map(this::number).orElse(NONE),
        indicator.value().toleratesMissing(),
        distinct(inputs),
        MixedBases.of(indicator, inputs.stream().map(PlannedInput::restated).toList()),
        GrowthBases.of(plan.catalogue(), indicator));
  }

  private static Optional<PlannedInput> anchor(List<PlannedInput> inputs) {
    boolean inPlace =
        inputs.stream()
            .map(PlannedInput::input)
            .anyMatch(input -> input.at().isSame() && input.scope().isEmpty());
    boolean allFromHere =
        inputs.stream()
            .map(PlannedInput::input)
            .allMatch(input -> isFromHere(input.at()) && input.scope().isEmpty());
    if (inPlace || allFromHere) {
      return Optional.empty();
    }
    return inputs.stream()
        .filter(one -> one.input().at().isSame())
        .findFirst()
        .or(
            () ->
                inputs.stream()
                    .filter(one -> one.input().at() instanceof Input.At.End end && end.latest())
                    .findFirst())
        .or(() -> Optional.of(inputs.get(inputs.size() - 1)));
  }

  /** Whether the row's own period says which one is meant. */
  private static boolean isFromHere(Input.At at) {
    return at instanceof Input.At.Shifted || at instanceof Input.At.Edge;
  }

  private static Optional<PlannedInput> base(
      List<PlannedInput> inputs, @Nullable PlannedInput anchor) {
    return inputs.stream()
        .filter(one -> !one.input().at().isSame() && !one.equals(anchor))
        .filter(one -> !(one.input().at() instanceof Input.At.Edge edge && edge.last()))
        .findFirst();
  }

  private static List<Pair> distinct(List<PlannedInput> inputs) {
    List<Pair> pairs = new ArrayList<>();
    for (PlannedInput one : inputs) {
      for (PlannedInput other : inputs) {
        Input a = one.input();
        Input b = other.input();
        if (a.variable().compareTo(b.variable()) < 0
            && a.metric().equals(b.metric())
            && a.scope().equals(b.scope())
            && a.over().equals(b.over())
            && a.of().equals(b.of())
            && !a.at().equals(b.at())) {
          pairs.add(new Pair(one, other));
        }
      }
    }
    return pairs;
  }
}
