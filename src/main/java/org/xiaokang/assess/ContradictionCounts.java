package org.xiaokang.assess;

import java.io.Serializable;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.xiaokang.assess.ContradictionRow.Certainty;

/**
 * How many contradictions were found.
 *
 * @param byCertainty those of each certainty; one without any need not be there
 */
public record ContradictionCounts(Map<Certainty, Long> byCertainty) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** None. */
  public static final ContradictionCounts NONE = new ContradictionCounts(Map.of());

  /** Keeps a copy. */
  public ContradictionCounts {
    byCertainty = Map.copyOf(byCertainty);
  }

  /** Counts rows. */
  public static ContradictionCounts of(Collection<ContradictionRow> rows) {
    Map<Certainty, Long> counts = new EnumMap<>(Certainty.class);
    rows.forEach(row -> counts.merge(row.certainty(), 1L, Long::sum));
    return new ContradictionCounts(counts);
  }

  /** Both together. */
  public ContradictionCounts plus(ContradictionCounts other) {
    Map<Certainty, Long> both = new EnumMap<>(Certainty.class);
    both.putAll(byCertainty);
    other.byCertainty.forEach((certainty, its) -> both.merge(certainty, its, Long::sum));
    return new ContradictionCounts(both);
  }

  /** How many there are of some certainties. */
  public long of(Iterable<Certainty> some) {
    long sum = 0;
    for (Certainty certainty : some) {
      sum += byCertainty.getOrDefault(certainty, 0L);
    }
    return sum;
  }
}
