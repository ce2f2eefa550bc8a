package org.xiaokang.indicator;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.catalogue.SameLand;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;

/**
 * The values of one indicator in one scope over periods that follow each other, for all regions:
 * each region's own, what the regions below make of it, how that changed, and its rank among its
 * siblings. Periods come one after the other, so that only one is held in memory, and of the
 * periods before it the latest aggregate of each region.
 */
final class HierarchyValues {
  /** The same whatever the order in which inputs come. */
  static final Comparator<RegionInput> ORDER =
      comparing(RegionInput::refArea).thenComparing(RegionInput::seriesArea);

  private final RollUp rollUp;
  private final Regions regions;
  private final ValueRows rows;
  private final SameLand land;
  private final Map<String, Aggregate> earlier = new HashMap<>();
  private final Map<String, String> earlierPeriods = new HashMap<>();

  HierarchyValues(RollUp rollUp, Regions regions, SameLand land, ValueRows rows) {
    this.land = land;
    this.rollUp = rollUp;
    this.regions = regions;
    this.rows = rows;
  }

  /**
   * The values of the next period.
   *
   * @param inputs what the regions' own figures give, all of one period; at least one
   * @param wanted the regions whose values are wanted, by code
   */
  List<IndicatorValue> of(List<RegionInput> inputs, Predicate<String> wanted) {
    RegionInput first = inputs.get(0);
    HierarchyAggregator period = new HierarchyAggregator(rollUp, regions, first.day(), inputs);
    Map<String, SiblingRank> ranks = SiblingRank.in(period, rollUp);
    List<IndicatorValue> values = new ArrayList<>();
    period
        .inputs()
        .forEach(
            (area, own) -> {
              if (own.complete() && wanted.test(area)) {
                SiblingRank rank = period.isFromBelow(area) ? null : ranks.get(area);
                values.add(reported(own, period, rank));
              }
            });
    period
        .aggregates()
        .forEach(
            (area, aggregate) -> {
              CoverageChange change = change(aggregate, first);
              if (wanted.test(area)) {
                SiblingRank rank = period.isFromBelow(area) ? ranks.get(area) : null;
                values.add(aggregated(aggregate, first, period, change, rank));
              }
            });
    return values;
  }

  private IndicatorValue reported(
      RegionInput own, HierarchyAggregator period, @Nullable SiblingRank rank) {
    boolean isHidden = !period.isShowable(own);
    return rows.of(
        new ValueRows.Found(
            own.refArea(),
            own.seriesArea(),
            own.scope(),
            own.period(),
            own.basePeriod(),
            Origin.REPORTED,
            isHidden ? null : own.value(),
            isHidden ? null : own.unadjusted(),
            own.marks(),
            isHidden,
            isHidden ? rollUp.disclosure().reason() : rollUp.reason(own),
            own.inputs().stream().map(input -> isHidden ? hidden(input) : shown(input)).toList(),
            null,
            null,
            period.parent(own.refArea()).orElse(null),
            rank,
            isHidden || !period.hasBoth(own.refArea())
                ? null
                : Double.valueOf(rollUp.rounding(own)),
            SeriesTime.published(own.ordinal())));
  }

  /** A value of the period of another region's row. */
  private IndicatorValue aggregated(
      Aggregate aggregate,
      RegionInput like,
      HierarchyAggregator period,
      @Nullable CoverageChange change,
      @Nullable SiblingRank rank) {
    Contribution all = aggregate.contribution();
    boolean isHidden = aggregate.isConfidential();
    return rows.of(
        new ValueRows.Found(
            aggregate.area(),
            regions.panel(aggregate.area(), like.day()),
            like.scope(),
            like.period(),
            all == null ? null : all.example().basePeriod(),
            Origin.AGGREGATED,
            isHidden ? null : aggregate.value(),
            isHidden ? null : aggregate.unadjusted(),
            all == null ? 0 : all.marks(),
            isHidden || aggregate.suppressed(),
            isHidden ? rollUp.disclosure().reason() : reason(aggregate),
            inputs(aggregate),
            aggregate.coverage(),
            change,
            period.parent(aggregate.area()).orElse(null),
            rank,
            all == null || isHidden || !period.hasBoth(aggregate.area())
                ? null
                : Double.valueOf(
                    rollUp.rounding(all.sums(), aggregate.here(), all.example().span())),
            SeriesTime.published(like.ordinal())));
  }

  private @Nullable String reason(Aggregate aggregate) {
    Contribution all = aggregate.contribution();
    return all == null || aggregate.value() != null
        ? aggregate.reason()
        : rollUp.reason(all.sums(), aggregate.here(), all.example().span());
  }

  private @Nullable CoverageChange change(Aggregate now, RegionInput like) {
    if (now.value() == null) {
      return null;
    }
    String series = regions.panel(now.area(), like.day());
    Aggregate then = earlier.put(series, now);
    String thenPeriod = earlierPeriods.put(series, like.period().timePeriod());
    return then == null || thenPeriod == null
        ? null
        : CoverageChange.between(rollUp, land, thenPeriod, then, now);
  }

  /** The sums that were put into the formula; none where values and not figures were summed. */
  private List<InputFigure> inputs(Aggregate aggregate) {
    Contribution all = aggregate.contribution();
    if (all == null || rollUp.rule() != Indicator.RollUp.Rule.PARTS) {
      return List.of();
    }
    RegionInput example = all.example();
    if (aggregate.isConfidential()) {
      return example.inputs().stream().map(HierarchyValues::hidden).toList();
    }
    Map<String, Double> operands =
        rollUp.operands(all.sums(), aggregate.here(), example.span(), false);
    boolean derived = (all.marks() & Mark.DERIVED.bit()) != 0;
    return example.inputs().stream()
        .map(input -> input(input, operands.get(input.variable()), derived, null))
        .toList();
  }

  private static InputFigure shown(RegionInput.Figures input) {
    return input(input, input.value(), input.derived(), input.observationId());
  }

  /** What a confidential value is computed from, without the figure. */
  private static InputFigure hidden(RegionInput.Figures input) {
    return input(input, null, false, null);
  }

  private static InputFigure input(
      RegionInput.Figures like,
      @Nullable Double value,
      boolean derived,
      @Nullable Long observationId) {
    return new InputFigure(
        like.variable(),
        like.metric(),
        like.scope(),
        like.timePeriod(),
        value,
        derived,
        observationId);
  }
}
