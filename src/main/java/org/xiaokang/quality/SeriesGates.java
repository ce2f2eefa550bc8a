package org.xiaokang.quality;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.LikePeriods;
import org.xiaokang.config.Gate;
import org.xiaokang.quality.Judgement.Expected;

/**
 * Judges the values of one series: one area's values of one indicator, scope, kind of period and
 * origin, now and in the release before. The gates range, history and release_difference.
 */
final class SeriesGates implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final boolean hasBefore;
  private final HashMap<String, ArrayList<Gate>> gates = new HashMap<>();
  private final HashMap<String, double[]> ranges = new HashMap<>();

  /**
   * @param hasBefore whether there is a release before
   */
  SeriesGates(Catalogue catalogue, List<Gate> gates, boolean hasBefore) {
    this.hasBefore = hasBefore;
    for (Indicator indicator : catalogue.indicators().values()) {
      ArrayList<Gate> watching = new ArrayList<>(Gates.watching(gates, indicator));
      watching.removeIf(gate -> gate.rule() instanceof Gate.Peers);
      this.gates.put(indicator.id(), watching);
      this.ranges.put(
          indicator.id(),
          new double[] {
            indicator.expected().min().orElse(Double.NEGATIVE_INFINITY),
            indicator.expected().max().orElse(Double.POSITIVE_INFINITY)
          });
    }
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    List<Value> values = Value.all(rows);
    List<Value> now = values.stream().filter(value -> !value.isBefore()).toList();
    Map<Value.Key, Double> before = new HashMap<>();
    values.stream().filter(Value::isBefore).forEach(v -> before.put(v.key(), v.value()));
    List<Row> found = new ArrayList<>();
    String indicator = key.getAs("indicator");
    for (Gate gate : gates.getOrDefault(indicator, new ArrayList<>())) {
      if (gate.rule() instanceof Gate.Range rule) {
        range(gate, bounds(rule, indicator), now, before, found);
      } else if (gate.rule() instanceof Gate.History rule) {
        history(gate, rule.limits(), now, before, found);
      } else if (gate.rule() instanceof Gate.ReleaseDifference rule && hasBefore) {
        difference(gate, rule, now, before, found);
      }
    }
    return found.iterator();
  }

  private double[] bounds(Gate.Range rule, String indicator) {
    if (rule.min() == null && rule.max() == null) {
      return Objects.requireNonNull(ranges.get(indicator));
    }
    return new double[] {
      rule.min() == null ? Double.NEGATIVE_INFINITY : rule.min(),
      rule.max() == null ? Double.POSITIVE_INFINITY : rule.max()
    };
  }

  private static void range(
      Gate gate, double[] bounds, List<Value> now, Map<Value.Key, Double> before, List<Row> found) {
    if (Double.isInfinite(bounds[0]) && Double.isInfinite(bounds[1])) {
      found.add(Judgement.counted(gate, 0, now.size(), "no expected range is declared"));
      return;
    }
    for (Value value : now) {
      Expected expected = new Expected(value.value(), bounds[0], bounds[1]);
      if (expected.isBroken()) {
        String message = value.value() < bounds[0] ? "below the range" : "above the range";
        found.add(value.finding(gate, expected, message, value.isAsBefore(before)));
      }
    }
    found.add(Judgement.counted(gate, now.size(), 0, null));
  }

  private static void history(
      Gate gate,
      Gate.Limits limits,
      List<Value> now,
      Map<Value.Key, Double> before,
      List<Row> found) {
    int judged = 0;
    for (List<Value> alike : alike(now)) {
      for (Value value : alike) {
        Optional<Spread> spread = past(value, alike, limits);
        Optional<Double> reach = spread.flatMap(s -> s.reach(limits));
        if (reach.isEmpty()) {
          continue;
        }
        judged++;
        Outlier.of(value, spread.get(), reach.get())
            .ifPresent(
                outlier ->
                    found.add(
                        value.finding(
                            gate,
                            outlier.expected(),
                            outlier.message("earlier values"),
                            value.isAsBefore(before))));
      }
    }
    found.add(
        Judgement.counted(
            gate,
            judged,
            now.size() - judged,
            "fewer than %d earlier values of like periods, or all of them 0"
                .formatted(limits.atLeast())));
  }

  /** Values of like periods together. */
  private static Collection<List<Value>> alike(List<Value> values) {
    Map<String, List<Value>> alike = new HashMap<>();
    for (Value value : values) {
      LikePeriods.of(value.start(), value.end())
          .ifPresent(l -> alike.computeIfAbsent(l, k -> new ArrayList<>()).add(value));
    }
    return alike.values();
  }

  /** The spread of the values that ended earlier; empty where there are too few. */
  private static Optional<Spread> past(Value value, List<Value> alike, Gate.Limits limits) {
    LocalDate end = Objects.requireNonNull(value.end());
    double[] past =
        alike.stream()
            .filter(other -> Objects.requireNonNull(other.end()).isBefore(end))
            .mapToDouble(Value::value)
            .toArray();
    Arrays.sort(past);
    return past.length < limits.atLeast()
        ? Optional.empty()
        : Optional.of(Spread.of(past, Spread.NONE));
  }

  private static void difference(
      Gate gate,
      Gate.ReleaseDifference rule,
      List<Value> now,
      Map<Value.Key, Double> before,
      List<Row> found) {
    int judged = 0;
    Map<Value.Key, Double> gone = new HashMap<>(before);
    for (Value value : now) {
      @Nullable Double was = before.get(value.key());
      gone.remove(value.key());
      if (was == null) {
        continue;
      }
      judged++;
      double reach = rule.atMost() * Math.abs(was);
      Expected expected = new Expected(value.value(), was - reach, was + reach);
      if (expected.isBroken()) {
        String message = "was %s in the release before".formatted(Judgement.number(was));
        found.add(value.finding(gate, expected, message, false));
      }
    }
    found.add(
        Judgement.counted(
            gate,
            judged,
            now.size() - judged,
            before.size(),
            gone.size(),
            "not in the release before"));
  }
}
