package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;

/**
 * The club that a region converges to: a row of the table convergence_clubs.
 *
 * @param club the club's number, from 1, the one with the highest last value; null: of none
 */
public record ConvergenceClubRow(
    ComparedSeries series, PeriodSpan span, ComparedRegion region, @Nullable Integer club) {}
