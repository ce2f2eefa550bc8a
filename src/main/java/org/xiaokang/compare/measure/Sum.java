package org.xiaokang.compare.measure;

/**
 * A sum that keeps what rounding drops (Neumaier, 1974): its error does not grow with the number of
 * terms, so that parts of a whole add up however many there are.
 */
final class Sum {
  private double sum;
  private double dropped;

  void add(double term) {
    double next = sum + term;
    dropped += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  /** The sum so far; not finite if a term was not, or if the sum is beyond what a double holds. */
  double value() {
    return Double.isFinite(sum) ? sum + dropped : sum;
  }
}
