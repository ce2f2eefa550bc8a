package org.xiaokang.assess;

import java.util.HashMap;
import java.util.Map;
import org.xiaokang.catalogue.Direction;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.catalogue.FormulaText;

/**
 * Where the value of a formula lies. Interval arithmetic is exact where each uncertain input stands
 * in the formula once; where one stands there several times, and the formula only grows or only
 * falls with each, the ends are those at the corners.
 */
final class FormulaRange {
  private FormulaRange() {}

  static Interval of(Formula formula, Map<String, Interval> inputs) {
    Interval natural = IntervalFormula.of(formula, inputs);
    if (!isRepeated(formula, inputs)) {
      return natural;
    }
    Map<String, Interval> atLow = new HashMap<>(inputs);
    Map<String, Interval> atHigh = new HashMap<>(inputs);
    boolean open = false;
    for (Map.Entry<String, Interval> input : inputs.entrySet()) {
      Interval range = input.getValue();
      Fraction low = range.low();
      Fraction high = range.high();
      if (range.isPoint() || !formula.variables().contains(input.getKey())) {
        continue;
      }
      Direction direction = Direction.of(formula, input.getKey());
      boolean isMonotone = direction == Direction.UP || direction == Direction.DOWN;
      if (low == null || high == null || !isMonotone || low.signum() < 0) {
        return natural;
      }
      boolean up = direction == Direction.UP;
      atLow.put(input.getKey(), Interval.point(up ? low : high));
      atHigh.put(input.getKey(), Interval.point(up ? high : low));
      open |= range.lowOpen() || range.highOpen();
    }
    Interval least = IntervalFormula.of(formula, atLow);
    Interval most = IntervalFormula.of(formula, atHigh);
    Interval corners = new Interval(least.low(), open && least.lowOpen(), most.high(), false);
    return corners.meet(natural);
  }

  /** Whether an uncertain input stands in a formula more than once. */
  private static boolean isRepeated(Formula formula, Map<String, Interval> inputs) {
    Map<String, Integer> times = new HashMap<>();
    formula.match(
        new FormulaText(
            name -> {
              times.merge(name, 1, Integer::sum);
              return name;
            }));
    return times.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue() > 1
                    && inputs.containsKey(entry.getKey())
                    && !inputs.get(entry.getKey()).isPoint());
  }
}
