package org.xiaokang.estimate;

import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * An estimate with what each row of its sample does to it.
 *
 * @param value the estimate
 * @param influence by place in the sample: the derivative of the estimate by the row's weight, so
 *     that the variance of the estimate is that of the sum of weight times influence (Deville 1999,
 *     Survey Methodology 25(2))
 * @param lineSlope the derivative of the estimate by the poverty line, asked for where the line is
 *     an estimate, too; 0 of measures without one
 */
public record Linearised(double value, IntToDoubleFunction influence, DoubleSupplier lineSlope) {
  /** An estimate that knows no line. */
  static Linearised of(double value, IntToDoubleFunction influence) {
    return new Linearised(value, influence, () -> 0);
  }

  /** The influence of a row that is at a place. */
  public double at(int place) {
    return influence.applyAsDouble(place);
  }

  /** The quotient of two estimates of one sample. */
  static Linearised ratio(Linearised over, Linearised under) {
    double value = over.value / under.value;
    return new Linearised(
        value,
        place -> (over.at(place) - value * under.at(place)) / under.value,
        () -> (over.lineSlope.getAsDouble() - value * under.lineSlope.getAsDouble()) / under.value);
  }
}
