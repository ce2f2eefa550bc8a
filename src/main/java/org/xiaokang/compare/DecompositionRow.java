package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Outcome;

/**
 * A part of a change: a row of the table decompositions.
 *
 * @param refArea the region; null where the change is that of all regions
 * @param part total for the change itself, else the part's name
 * @param regions how many regions are in it
 * @param leftOut regions of the later period that lack a value or a weight in one of the two
 * @param before the value in the first period, in {@code unitBefore}; null where none is shown
 * @param after the value in the last period, in {@code unitBefore}; null where none is shown
 * @param contribution the part of the change, in {@code unit}, or why there is none
 */
public record DecompositionRow(
    ComparedSeries series,
    PeriodSpan span,
    RegionGroup group,
    @Nullable String refArea,
    String part,
    int regions,
    int leftOut,
    @Nullable Double before,
    @Nullable Double after,
    String unitBefore,
    Outcome<Double> contribution,
    String unit) {}
