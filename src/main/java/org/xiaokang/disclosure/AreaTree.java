package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The regions of a table, and those that they lie in as far up as counts add up. */
final class AreaTree {
  /** What the topmost regions lie in; no region. */
  static final String ROOT = "";

  private final Function<String, Optional<String>> above;
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, Set<String>> children = new TreeMap<>();

  /**
   * A tree without regions.
   *
   * @param above the region above, if any, whose count is the sum of those right below
   */
  AreaTree(Function<String, Optional<String>> above) {
    this.above = above;
  }

  /** Adds a region and those that it lies in. */
  void add(String from) {
    String area = from;
    while (!parents.containsKey(area)) {
      String parent = above.apply(area).orElse(ROOT);
      parents.put(area, parent);
      children.computeIfAbsent(parent, p -> new TreeSet<>()).add(area);
      if (parent.equals(ROOT)) {
        return;
      }
      area = parent;
    }
  }

  /** The regions that one of the tree lies in, the nearest first. */
  List<String> above(String area) {
    List<String> regions = new ArrayList<>();
    String region = Objects.requireNonNull(parents.get(area));
    while (!region.equals(ROOT)) {
      regions.add(region);
      region = Objects.requireNonNull(parents.get(region));
    }
    return regions;
  }

  /** The regions right below one, in order. */
  Set<String> children(String area) {
    return children.getOrDefault(area, Set.of());
  }
}
