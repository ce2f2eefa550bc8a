package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/** The members of each group of a table. */
final class GroupMembers {
  private final Map<Long, List<String>> groups = new HashMap<>();

  GroupMembers(Map<String, Confidentiality> members) {
    members.forEach(
        (area, of) -> groups.computeIfAbsent(of.group(), group -> new ArrayList<>()).add(area));
  }

  private List<String> of(Confidentiality figure) {
    return groups.getOrDefault(figure.group(), List.of());
  }

  /** Whether a region has all members that the group of a figure ever has. */
  boolean isWholeIn(String region, Confidentiality figure, CountTable table) {
    List<String> members = of(figure);
    return members.size() == figure.size() && table.allLieIn(region, members);
  }

  /**
   * Whether the sum of a group, with a region's own figure for the members below it, is in some
   * category shown and small. Where one has no figure there is no sum.
   */
  boolean isSmallWith(String own, Confidentiality figure, CountTable table) {
    if (figure.size() == Suppression.NEVER_WHOLE) {
      return false;
    }
    double[] sums = table.counts(own).clone();
    for (String member : of(figure)) {
      if (!table.tree().above(member).contains(own)) {
        double[] counts = table.counts(member);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += counts[i];
        }
      }
    }
    return table.small(sums) != CountTable.NONE;
  }
}
