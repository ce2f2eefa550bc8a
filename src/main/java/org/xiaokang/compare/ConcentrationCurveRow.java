package org.xiaokang.compare;

/**
 * A point of a concentration curve: a row of the table concentration_curves.
 *
 * @param point its number, from 0
 * @param populationShare share of the weights of the regions so far, 0 to 1; those first that the
 *     ordering indicator puts lowest
 * @param valueShare their share of the sum of weight times value
 */
public record ConcentrationCurveRow(
    ComparedSeries series,
    ComparedPeriod period,
    int point,
    double populationShare,
    double valueShare) {}
