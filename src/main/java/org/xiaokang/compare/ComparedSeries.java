package org.xiaokang.compare;

/**
 * Whose values a row compares.
 *
 * @param comparison the comparison's id
 * @param indicator the indicator's id
 * @param scope the breakdown that the values cover
 * @param level the level of the regions; blank where the region table does not know it
 * @param kind the kind of period
 */
public record ComparedSeries(
    String comparison, String indicator, String scope, String level, String kind) {}
