package org.xiaokang.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.xiaokang.catalogue.Suppression;
import org.xiaokang.indicator.Confidentiality;

/**
 * What a table keeps hidden because coarser ones do. Its figures add up to those of the coarser
 * ones, so a sum over regions that is shown here tells the sum over the same regions there: of each
 * group there, it may have all members or none. What is in no sum there is in none here.
 */
final class CoarserTables {
  private final CountTable table;
  private final Set<String> hidden = new TreeSet<>();
  private final Set<String> never = new TreeSet<>();
  private final Map<String, Set<String>> together = new HashMap<>();

  /** Nothing, as long as no table is followed. */
  CoarserTables(CountTable table) {
    this.table = table;
  }

  /** Whether a region's figures are hidden, small or not. */
  boolean hides(String area) {
    return hidden.contains(area);
  }

  /** The regions whose figures are in a group together with one's; none where it is free. */
  Set<String> together(String area) {
    return together.getOrDefault(area, Set.of());
  }

  /** The regions whose figures are in no sum: who is grouped with one of them is one, too. */
  Set<String> never() {
    Set<String> all = new TreeSet<>(never);
    together.values().stream()
        .filter(areas -> areas.stream().anyMatch(never::contains))
        .forEach(all::addAll);
    return all;
  }

  /**
   * Keeps what a coarser table hides.
   *
   * <p>Where only some members of a group have figures in this table, their sum and the rest follow
   * as soon as theirs is shown. Where either would tell a figure, theirs is never shown. The
   * coarser table takes note of the sums that this one tells, for the next that follows it.
   */
  void follow(Grouping coarser) {
    hidden.addAll(coarser.standing().keySet());
    coarser.standing().forEach((area, own) -> neverIfSo(own, Set.of(area)));
    GroupMembers groups = new GroupMembers(coarser.members());
    coarser
        .members()
        .forEach(
            (area, member) -> {
              Set<String> here = table.membersOf(area);
              neverIfSo(member, here);
              if (here.isEmpty()) {
                // With what others below it tell, an own figure would tell what it covers there.
                coarser.table().tree().above(area).stream()
                    .filter(table::isCover)
                    .filter(region -> !groups.isWholeIn(region, member, coarser.table()))
                    .forEach(never::add);
              }
            });
    // Here more may be reported below. With others that are shown there, its sum would tell them.
    coarser.alone().forEach(area -> never.addAll(table.membersBelow(area)));
    List<Set<String>> known = new ArrayList<>();
    for (Set<String> sum : coarser.known()) {
      known.addAll(follow(sum, coarser.table()));
    }
    coarser.know(known);
  }

  /**
   * Keeps a sum of a coarser table that must not be told in parts.
   *
   * @return what is known of it then: two parts where this table tells one of them
   */
  private List<Set<String>> follow(Set<String> sum, CountTable coarser) {
    Set<String> here = new TreeSet<>();
    Set<String> present = new TreeSet<>();
    Set<String> absent = new TreeSet<>();
    for (String area : sum) {
      Set<String> of = table.membersOf(area);
      here.addAll(of);
      (of.isEmpty() ? absent : present).add(area);
    }
    if (here.size() > 1) {
      bind(here);
    }
    if (present.isEmpty() || absent.isEmpty()) {
      return List.of(sum);
    }
    if (coarser.mayBeShown(present) && coarser.mayBeShown(absent)) {
      return List.of(present, absent);
    }
    never.addAll(here);
    return List.of(sum);
  }

  private void neverIfSo(Confidentiality figure, Set<String> areas) {
    if (figure.size() == Suppression.NEVER_WHOLE) {
      never.addAll(areas);
    }
  }

  private void bind(Set<String> areas) {
    Set<String> all = new TreeSet<>(areas);
    areas.forEach(area -> all.addAll(together(area)));
    all.forEach(area -> together.put(area, all));
    hidden.addAll(areas);
  }
}
