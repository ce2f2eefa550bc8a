package org.xiaokang.quality;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.LikePeriods;
import org.xiaokang.config.Gate;

/**
 * Judges the values of one series against bounds, against their own past and against the release
 * before: the gates range, history and release_difference.
 */
public final class SeriesFindings implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WatchingGates gates;
  private final HashMap<String, ExpectedRange> expected = new HashMap<>();
  private final boolean hasBefore;

  /**
   * Compiles what is declared.
   *
   * @param gates all gates; those of other kinds are left out
   * @param indicators all indicators of the catalogue
   * @param hasBefore whether there is a release before
   */
  public SeriesFindings(List<Gate> gates, Collection<Indicator> indicators, boolean hasBefore) {
    this.gates =
        new WatchingGates(
            gates,
            indicators,
            rule ->
                rule instanceof Gate.Range
                    || rule instanceof Gate.History
                    || rule instanceof Gate.ReleaseDifference);
    for (Indicator indicator : indicators) {
      Indicator.Expected declared = indicator.expected();
      expected.put(
          indicator.id(),
          ExpectedRange.between(declared.min().orElse(null), declared.max().orElse(null)));
    }
    this.hasBefore = hasBefore;
  }

  /** Whether no gate looks at series. */
  public boolean areNone() {
    return gates.areNone();
  }

  /** Whether a gate looks at the series of this indicator. */
  public boolean watch(String indicator) {
    return gates.watch(indicator);
  }

  /**
   * What the gates say of one series.
   *
   * @param key what its values have in common
   * @param now all its values in this run, in any order
   * @param before all its values in the release before, in any order
   */
  public GateResults of(SeriesKey key, List<JudgedValue> now, List<JudgedValue> before) {
    PublishedValues published = new PublishedValues(before);
    ResultCollector results = new ResultCollector();
    for (Gate gate : gates.of(key.indicator())) {
      if (gate.rule() instanceof Gate.Range rule) {
        range(gate, bounds(rule, key.indicator()), now, published, results);
      } else if (gate.rule() instanceof Gate.History rule) {
        history(gate, rule.limits(), now, published, results);
      } else if (gate.rule() instanceof Gate.ReleaseDifference rule && hasBefore) {
        difference(gate, rule, now, published, results);
      }
    }
    return results.results();
  }

  private ExpectedRange bounds(Gate.Range rule, String indicator) {
    return rule.min() == null && rule.max() == null
        ? Objects.requireNonNull(expected.get(indicator))
        : ExpectedRange.between(rule.min(), rule.max());
  }

  private static void range(
      Gate gate,
      ExpectedRange range,
      List<JudgedValue> now,
      PublishedValues published,
      ResultCollector results) {
    if (range.isUnbounded()) {
      results.counted(gate, GateCounts.of(0, now.size(), "no expected range is declared"));
      return;
    }
    for (JudgedValue value : now) {
      if (range.isBrokenBy(value.value())) {
        String message = value.value() < range.low() ? "below the range" : "above the range";
        results.failed(gate, value, range, message, published::hasSame);
      }
    }
    results.counted(gate, GateCounts.of(now.size(), 0, null));
  }

  private static void history(
      Gate gate,
      Gate.Limits limits,
      List<JudgedValue> now,
      PublishedValues published,
      ResultCollector results) {
    int judged = 0;
    for (List<JudgedValue> alike : alike(now)) {
      for (JudgedValue value : alike) {
        Optional<RobustRange> past = past(value, alike, limits);
        if (past.isEmpty()) {
          continue;
        }
        judged++;
        ExpectedRange range = past.get().range();
        if (range.isBrokenBy(value.value())) {
          String message = past.get().message(value.value(), "earlier values");
          results.failed(gate, value, range, message, published::hasSame);
        }
      }
    }
    String why =
        "fewer than %s earlier values of like periods, or all of them 0"
            .formatted(Integer.toString(limits.atLeast()));
    results.counted(gate, GateCounts.of(judged, now.size() - judged, why));
  }

  /** Values of like periods together; without those whose end is not known. */
  private static Collection<List<JudgedValue>> alike(List<JudgedValue> values) {
    Map<String, List<JudgedValue>> alike = new HashMap<>();
    for (JudgedValue value : values) {
      LikePeriods.of(value.period().start(), value.period().end())
          .ifPresent(l -> alike.computeIfAbsent(l, k -> new ArrayList<>()).add(value));
    }
    return alike.values();
  }

  /** What the values that ended earlier let expect; empty where there are too few. */
  private static Optional<RobustRange> past(
      JudgedValue value, List<JudgedValue> alike, Gate.Limits limits) {
    LocalDate end = end(value);
    double[] past =
        alike.stream()
            .filter(other -> end(other).isBefore(end))
            .mapToDouble(JudgedValue::value)
            .toArray();
    if (past.length < limits.atLeast()) {
      return Optional.empty();
    }
    Arrays.sort(past);
    return RobustRange.of(Spread.of(past, Spread.NONE), limits);
  }

  private static LocalDate end(JudgedValue value) {
    return Objects.requireNonNull(value.period().end());
  }

  private static void difference(
      Gate gate,
      Gate.ReleaseDifference rule,
      List<JudgedValue> now,
      PublishedValues published,
      ResultCollector results) {
    int judged = 0;
    for (JudgedValue value : now) {
      @Nullable Double was = published.get(value);
      if (was == null) {
        continue;
      }
      judged++;
      ExpectedRange range = ExpectedRange.around(was, rule.atMost() * Math.abs(was));
      if (range.isBrokenBy(value.value())) {
        String message = "was %s in the release before".formatted(SixDigits.text(was));
        results.failed(gate, value, range, message, published::hasSame);
      }
    }
    results.counted(
        gate,
        new GateCounts(
            judged,
            now.size() - judged,
            published.size(),
            published.gone(now),
            0,
            "not in the release before"));
  }
}
