package org.xiaokang.indicator;

import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Coverage;

/**
 * What came together for a region.
 *
 * @param told whether any region right below has anything to tell
 * @param reason why there is no value; null where the figures make one
 * @param suppressed whether there would be one that is not shown
 * @param isConfidential whether the value is there for the region above only
 * @param contribution what it adds to the region above; null with a reason
 */
record Aggregate(
    String area,
    Coverage coverage,
    boolean told,
    @Nullable String reason,
    boolean suppressed,
    boolean isConfidential,
    @Nullable Contribution contribution,
    @Nullable RegionInput here,
    @Nullable Double value,
    @Nullable Double unadjusted) {}
