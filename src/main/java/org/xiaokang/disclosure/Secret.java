package org.xiaokang.disclosure;

/**
 * What is known of a confidential figure: the group whose figures are only ever shown in one sum.
 *
 * @param group the group
 * @param members how many of its members the figure stands for: a region's own figure those below
 *     it, too
 * @param size how many it has; {@link #NEVER} if no sum may have it
 */
record Secret(long group, int members, int size) {
  /** The size of a group that is never whole. */
  static final int NEVER = Integer.MAX_VALUE;
}
