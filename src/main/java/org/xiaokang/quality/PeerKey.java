package org.xiaokang.quality;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;

/**
 * What the values of regions of one parent have in common: {@link PeerFindings} needs all of them
 * at once.
 *
 * @param parentArea the region above; null where there is none
 * @param indicator the indicator's id
 * @param scope the breakdown
 * @param periodKind the kind of period
 * @param timePeriod the period
 * @param origin whose figures made them
 */
public record PeerKey(
    @Nullable String parentArea,
    String indicator,
    String scope,
    String periodKind,
    String timePeriod,
    Origin origin)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The peers of a value, itself among them. */
  public static PeerKey of(JudgedValue value) {
    return new PeerKey(
        value.parentArea(),
        value.indicator(),
        value.scope(),
        value.period().kind(),
        value.period().timePeriod(),
        value.origin());
  }

  /** Whether these values are of one parent and one period at all. */
  boolean isOfPeers() {
    return parentArea != null && !timePeriod.equals(Period.NOT_STATED);
  }
}
