package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;
import org.xiaokang.compare.measure.Trend;

/**
 * The pace of a region, and when it reaches a target: a row of the table trends.
 *
 * @param periods how many periods have a value
 * @param trend the slope in {@code unit} per year, its confidence interval and its test
 * @param unit the indicator's unit
 * @param target the declared target, in {@code unit}; null where there is none
 * @param reach when the target is reached; null where there is none
 */
public record TrendRow(
    ComparedSeries series,
    PeriodSpan span,
    ComparedRegion region,
    int periods,
    Trend.Result trend,
    String unit,
    @Nullable Double target,
    Trend.@Nullable Reach reach) {}
