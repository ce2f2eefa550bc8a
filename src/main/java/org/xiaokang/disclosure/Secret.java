package org.xiaokang.disclosure;

/**
 * What is known of a confidential figure: the group whose figures are only ever shown in one sum.
 *
 * @param group the group
 * @param members how many of its members the figure stands for: a region's own figure those below
 *     it, too
 * @param size how many it has; {@link org.xiaokang.catalogue.Suppression#NEVER_WHOLE} if no sum may
 *     have it
 */
record Secret(long group, int members, int size) {}
