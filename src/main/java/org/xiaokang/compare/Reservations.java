package org.xiaokang.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what must be said with values that are compared with each other. That one is of another
 * breakdown is a reservation only beside values of a different one.
 */
final class Reservations {
  private @Nullable String scope;
  private boolean areMixed;
  private int bits;
  private int beside;

  void add(CrossSection.Said one) {
    areMixed |= scope != null && !scope.equals(one.scope());
    scope = one.scope();
    bits |= one.reservations();
    beside |= one.beside();
  }

  /** Adds what must be said with a value that is not compared itself, such as a weight. */
  void addOther(int others) {
    bits |= others;
  }

  /** The words, in a fixed order. */
  List<String> words() {
    return Reservation.words(areMixed ? bits | beside : bits);
  }
}
