package org.xiaokang.quality;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one gate judged; counts of parts add up to those of the whole.
 *
 * @param judged how many values or counts were judged
 * @param skipped how many could not be judged
 * @param before values of the release before, where it compares with them
 * @param gone how many of these have no value now
 * @param failed how many findings there are
 * @param why why some could not be judged; null where the gate does not say
 */
public record GateCounts(
    long judged, long skipped, long before, long gone, long failed, @Nullable String why)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static final GateCounts NONE = new GateCounts(0, 0, 0, 0, 0, null);
  static final GateCounts ONE_JUDGED = new GateCounts(1, 0, 0, 0, 0, null);
  static final GateCounts ONE_FAILED = new GateCounts(0, 0, 0, 0, 1, null);

  static GateCounts of(long judged, long skipped, @Nullable String why) {
    return new GateCounts(judged, skipped, 0, 0, 0, why);
  }

  GateCounts plus(GateCounts other) {
    return new GateCounts(
        judged + other.judged,
        skipped + other.skipped,
        before + other.before,
        gone + other.gone,
        failed + other.failed,
        later(why, other.why));
  }

  /** A gate has one reason; were there two, the choice must not depend on who comes first. */
  private static @Nullable String later(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) < 0 ? other : one;
  }
}
