package org.xiaokang.indicator;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Suppression;

/**
 * The confidential figures in a sum.
 *
 * @param members how many of each group are in it
 * @param sizes how many each group has
 */
record Secrets(Map<Long, Integer> members, Map<Long, Integer> sizes) {
  /** None. */
  static final Secrets NONE = new Secrets(Map.of(), Map.of());

  /** A figure that no sum may have. */
  static final Secrets NEVER = new Secrets(Map.of(0L, 1), Map.of(0L, Suppression.NEVER_WHOLE));

  /** What a figure carries. */
  static Secrets of(@Nullable Confidentiality confidential) {
    return confidential == null
        ? NONE
        : new Secrets(
            Map.of(confidential.group(), confidential.members()),
            Map.of(confidential.group(), confidential.size()));
  }

  boolean isNone() {
    return members.isEmpty();
  }

  Secrets plus(Secrets other) {
    if (isNone() || other.isNone()) {
      return isNone() ? other : this;
    }
    Map<Long, Integer> allMembers = new TreeMap<>(members);
    Map<Long, Integer> allSizes = new TreeMap<>(sizes);
    other.members.forEach((group, count) -> allMembers.merge(group, count, Integer::sum));
    other.sizes.forEach((group, size) -> allSizes.merge(group, size, Integer::max));
    return new Secrets(allMembers, allSizes);
  }

  /** Whether each group is whole, so that the sum may be shown. */
  boolean areWhole() {
    return members.entrySet().stream()
        .allMatch(one -> one.getValue().equals(sizes.get(one.getKey())));
  }
}
