package org.xiaokang.indicator;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.indicator.IndicatorValue.Coverage;

/**
 * Regions' own values held against what the regions below them make of the same. Values of
 * different regions do not meet, so that each region can be done by itself.
 *
 * @param tolerances half of the last digit that an indicator shows, in its unit, by its id; an
 *     indicator whose value does not follow from the regions below, or adds to theirs, is not in it
 */
public record RollUpReconciliation(Map<String, Double> tolerances) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A coverage that is whole but for the rounding of doubles. */
  private static final double WHOLE = 1 - 1e-9;

  /** Keeps a copy. */
  public RollUpReconciliation {
    tolerances = Map.copyOf(tolerances);
  }

  /** Of the catalogue's indicators. */
  public static RollUpReconciliation of(Catalogue catalogue) {
    Map<String, Double> tolerances = new HashMap<>();
    for (Indicator indicator : catalogue.indicators().values()) {
      RollUp rollUp = RollUp.of(catalogue, indicator);
      if (rollUp.refusal() == null && !rollUp.ownIsPart()) {
        tolerances.put(indicator.id(), 0.5 * Math.pow(10, -indicator.decimals()));
      }
    }
    return new RollUpReconciliation(tolerances);
  }

  /** What there is of one region, indicator, breakdown and period. */
  private record Pair(List<IndicatorValue> own, List<IndicatorValue> below) {}

  /**
   * One row per value of a region of its own that the regions below make a value for, too. They are
   * held against each other where all regions below report; the tolerance is that of the printed
   * digits of all figures that enter, and at least half of the last digit that the indicator shows.
   * A sum of bounds is a bound: it agrees with whatever it leaves open.
   *
   * @param values all values of indicators of some regions
   * @return rows in the order of their ids
   */
  public List<ReconciliationRow> rows(Collection<IndicatorValue> values) {
    Map<String, Pair> pairs = new TreeMap<>();
    for (IndicatorValue value : values) {
      if (tolerances.containsKey(value.indicator())) {
        Pair pair =
            pairs.computeIfAbsent(id(value), id -> new Pair(new ArrayList<>(), new ArrayList<>()));
        if (value.origin() == IndicatorValue.Origin.AGGREGATED) {
          pair.below.add(value);
        } else if (value.value() != null) {
          pair.own.add(value);
        }
      }
    }
    List<ReconciliationRow> rows = new ArrayList<>();
    pairs.forEach(
        (id, pair) -> {
          if (!pair.own.isEmpty() && !pair.below.isEmpty()) {
            rows.add(row(id, pair));
          }
        });
    return rows;
  }

  private static String id(IndicatorValue value) {
    return String.join(
        "/",
        value.refArea(),
        value.indicator(),
        value.scope(),
        value.period().kind(),
        value.period().timePeriod());
  }

  private ReconciliationRow row(String id, Pair pair) {
    IndicatorValue like = pair.own.get(0);
    boolean isTold = pair.own.size() == 1 && pair.below.size() == 1;
    Double reported = isTold ? like.value() : null;
    IndicatorValue below = pair.below.get(0);
    Double computed = isTold ? below.value() : null;
    double tolerance =
        Math.max(tolerances.getOrDefault(like.indicator(), 0.0), rounding(like) + rounding(below));
    Double held = isWhole(below) ? computed : null;
    boolean isOpen = held != null && isOpen(like, below);
    ReconciliationVerdict verdict =
        ReconciliationVerdict.of(reported, isOpen ? reported : held, tolerance);
    String reason = null;
    if (!isTold) {
      reason = "several documents have a value and none states its period";
    } else if (verdict == ReconciliationVerdict.NOT_CHECKABLE) {
      reason = below.reason() == null ? whoReports(below.coverage()) : below.reason();
    }
    return new ReconciliationRow(
        id,
        null,
        null,
        like.refArea(),
        ReconciliationRow.Kind.ROLL_UP,
        like.indicator(),
        null,
        like.scope(),
        like.period().timePeriod(),
        null,
        reported,
        computed,
        like.unit(),
        tolerance,
        verdict,
        reason);
  }

  /** Whether one of the two is a bound that the other one keeps to. */
  private static boolean isOpen(IndicatorValue own, IndicatorValue below) {
    Double reported = own.value();
    Double computed = below.value();
    if (reported == null || computed == null) {
      return false;
    }
    return keeps(reported, computed, below.bound()) || keeps(computed, reported, own.bound());
  }

  private static boolean keeps(double value, double limit, @Nullable String bound) {
    return bound != null
        && (bound.equals("at_most") ? value <= limit : bound.equals("at_least") && value >= limit);
  }

  private static double rounding(IndicatorValue value) {
    return Objects.requireNonNullElse(value.rounding(), 0.0);
  }

  private static boolean isWhole(IndicatorValue below) {
    Coverage coverage = below.coverage();
    return coverage != null && coverage.share() != null && coverage.share() >= WHOLE;
  }

  private static String whoReports(@Nullable Coverage coverage) {
    return coverage == null || coverage.expected() == null
        ? "it is not known how many regions below there are"
        : coverage.reported() + " of " + coverage.expected() + " regions below report";
  }
}
