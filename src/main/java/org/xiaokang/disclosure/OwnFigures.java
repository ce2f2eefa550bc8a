package org.xiaokang.disclosure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * The own figures of regions that stand for those of regions below: hidden where they stand for a
 * part of a group, or are small themselves. An own figure may have more than the members below it
 * report; where the sum of the group is small with it in their place, it is in no sum.
 *
 * @param never the regions whose figures are in no sum
 * @param isHidden whether a region's figures are hidden, whatever those below are
 * @param ids a number for a group, from its first member
 */
record OwnFigures(
    CountTable table, Set<String> never, Predicate<String> isHidden, ToLongFunction<String> ids) {

  /** The hidden ones, by region. */
  Map<String, Confidentiality> hidden(Map<String, Confidentiality> members) {
    Map<String, Map<Long, Confidentiality>> below = below(members);
    GroupMembers groups = new GroupMembers(members);
    Map<String, Confidentiality> hidden = new TreeMap<>();
    for (String cover : table.covers()) {
      List<Confidentiality> parts =
          below.getOrDefault(cover, Map.of()).values().stream()
              .filter(part -> part.members() < part.size())
              .toList();
      if (parts.size() == 1
          && !never.contains(cover)
          && !groups.isSmallWith(cover, parts.get(0), table)) {
        hidden.put(cover, parts.get(0));
      } else if (!parts.isEmpty() || never.contains(cover) || isHidden.test(cover)) {
        hidden.put(cover, new Confidentiality(ids.applyAsLong(cover), 1, Suppression.NEVER_WHOLE));
      }
    }
    return hidden;
  }

  /** For how many members of each group each region stands. */
  private Map<String, Map<Long, Confidentiality>> below(Map<String, Confidentiality> members) {
    Map<String, Map<Long, Confidentiality>> below = new HashMap<>();
    members.forEach(
        (member, of) -> {
          for (String area : table.tree().above(member)) {
            below
                .computeIfAbsent(area, a -> new TreeMap<>())
                .merge(
                    of.group(),
                    of,
                    (a, b) -> new Confidentiality(a.group(), a.members() + b.members(), a.size()));
          }
        });
    return below;
  }
}
