package org.xiaokang.estimate;

import org.jspecify.annotations.Nullable;

/**
 * A row of microdata, a person or a household.
 *
 * @param areas the region that it lies in, by level of {@link Households#levels}; null where there
 *     is none of that level
 * @param household a hash that tells its household from all others
 * @param weight for how many it stands, 0 or more
 * @param size members of the household, 1 or more
 * @param children those of them whom equivalence scales count as children
 * @param stratum where it was drawn
 * @param cluster with whom it was drawn
 * @param variables by variable of the source; NaN where missing
 * @param breakdowns by breakdown of the source; null where missing
 * @param replicates replicate weights
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HouseholdRow(
    @Nullable String[] areas,
    long household,
    double weight,
    double size,
    double children,
    String stratum,
    long cluster,
    double[] variables,
    @Nullable String[] breakdowns,
    double[] replicates) {}
