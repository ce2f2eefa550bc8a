package org.xiaokang.compare;

import org.jspecify.annotations.Nullable;

/**
 * Regions that are compared with each other.
 *
 * @param grouping what groups them: {@value #ALL} for every region of the level, parent, a level or
 *     an attribute
 * @param group the code or the attribute that they have in common; null for all, and for those that
 *     no group holds
 */
public record RegionGroup(String grouping, @Nullable String group) {
  /** Every region of a level, as a grouping. */
  public static final String ALL = "all";

  /** Every region of a level. */
  static final RegionGroup EVERY = new RegionGroup(ALL, null);
}
