package org.xiaokang.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueChangeTest {
  private static ValueChange change(String indicator, String area, double before, double after) {
    return new ValueChange(
        area, indicator, "all", "year", "2019", "reported", before, after, "correction");
  }

  /** Shares of the value before: infinite, 2, 1 and 1, 0.5, 0 and 0. */
  @Test
  void theLargestShareOfTheValueBeforeGoesFirst() {
    List<ValueChange> inOrder =
        List.of(
            change("a", "A", 0, 0.001),
            change("a", "A", -1, 1),
            change("a", "A", 1, 2),
            change("a", "B", 10, 0),
            change("a", "A", 100, 150),
            change("a", "C", 0, 0),
            change("b", "A", 7, 7));
    List<ValueChange> changes = new ArrayList<>(inOrder);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(changes, new Random(seed));
      changes.sort(ValueChange.LARGEST_FIRST);
      assertThat(changes).containsExactlyElementsOf(inOrder);
    }
  }
}
