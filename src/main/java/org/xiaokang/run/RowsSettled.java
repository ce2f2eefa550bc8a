package org.xiaokang.run;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.xiaokang.ingest.RejectedRow.Verdict;

/**
 * What became of the rows of some figures.
 *
 * @param observed how many became observations
 * @param verdicts how many did not, by verdict
 */
record RowsSettled(long observed, Map<Verdict, Long> verdicts) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of no rows. */
  static final RowsSettled NONE = new RowsSettled(0, Map.of());

  RowsSettled {
    verdicts = Map.copyOf(verdicts);
  }

  long of(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  RowsSettled plus(RowsSettled other) {
    Map<Verdict, Long> sum = new EnumMap<>(Verdict.class);
    sum.putAll(verdicts);
    other.verdicts.forEach((verdict, count) -> sum.merge(verdict, count, Long::sum));
    return new RowsSettled(observed + other.observed, sum);
  }
}
