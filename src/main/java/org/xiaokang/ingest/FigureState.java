package org.xiaokang.ingest;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a figure says, and since when.
 *
 * @param id which figure
 * @param said what it says
 * @param file the file it was read from, or the Delta or database table
 * @param line the first line of its row in the file; null where the source has no lines
 * @param revision 1 for the first, then up
 * @param validFromRun the run that brought it
 * @param beganBy first report, correction, reading or return, see {@link FigureHistory}
 */
public record FigureState(
    FigureId id,
    Said said,
    String file,
    @Nullable Long line,
    int revision,
    String validFromRun,
    String beganBy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a figure says; another of these is another revision. See {@link Observation}. */
  public record Said(
      long observationId,
      String refArea,
      String metric,
      String scope,
      String periodKind,
      String timePeriod,
      BigDecimal value,
      String unit,
      String valuePrinted,
      String unitPrinted,
      String qualifier)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What an observation says. */
    public static Said of(Observation observation) {
      return new Said(
          observation.observationId(),
          observation.region().refArea(),
          observation.metric(),
          observation.scope(),
          observation.period().kind(),
          observation.period().timePeriod(),
          observation.value().setScale(StoredDecimal.DECIMALS, RoundingMode.UNNECESSARY),
          observation.unit(),
          observation.valuePrinted(),
          observation.unitPrinted(),
          observation.qualifier());
    }

    /** Whether the same was printed: if it is read otherwise, the difference is ours. */
    boolean isPrintedLike(Said other) {
      return valuePrinted.equals(other.valuePrinted)
          && unitPrinted.equals(other.unitPrinted)
          && qualifier.equals(other.qualifier);
    }
  }
}
