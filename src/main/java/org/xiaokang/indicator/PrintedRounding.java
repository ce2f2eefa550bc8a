package org.xiaokang.indicator;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Formula;
import org.xiaokang.ingest.Observation;

/**
 * How far figures may lie from what they stand for, by their printed digits: half of the last one.
 * A count of what comes whole, printed to the unit, is exact: 448 villages are no 448.4.
 *
 * @param whole units of what comes in whole numbers only
 */
public record PrintedRounding(Set<String> whole) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Keeps a copy. */
  public PrintedRounding {
    whole = Set.copyOf(whole);
  }

  /** The rounding of a figure in its unit; 0 where it is exact or nothing is known. */
  double of(Observation figure) {
    BigDecimal half = figure.roundingTolerance();
    boolean isExact =
        half == null
            || (whole.contains(figure.unit())
                && half.compareTo(HALF) <= 0
                && figure.value().stripTrailingZeros().scale() <= 0);
    return isExact || half == null ? 0 : half.doubleValue();
  }

  /**
   * The rounding of a formula's value, as its inputs move it one after the other.
   *
   * @param inputs the figures put in
   * @param roundings of the inputs, by name; none where one is exact
   */
  static double through(
      Formula formula, Map<String, Double> inputs, Map<String, Double> roundings) {
    Double value = FormulaValue.of(formula, inputs);
    if (value == null) {
      return 0;
    }
    double sum = 0;
    Map<String, Double> moved = new HashMap<>(inputs);
    for (Map.Entry<String, Double> rounding : roundings.entrySet()) {
      Double input = inputs.get(rounding.getKey());
      if (input != null && rounding.getValue() > 0) {
        sum +=
            Math.max(
                away(formula, moved, rounding.getKey(), input + rounding.getValue(), value),
                away(formula, moved, rounding.getKey(), input - rounding.getValue(), value));
        moved.put(rounding.getKey(), input);
      }
    }
    return sum;
  }

  private static double away(
      Formula formula, Map<String, Double> moved, String name, double to, double value) {
    moved.put(name, to);
    @Nullable Double found = FormulaValue.of(formula, moved);
    return found == null ? 0 : Math.abs(found - value);
  }
}
