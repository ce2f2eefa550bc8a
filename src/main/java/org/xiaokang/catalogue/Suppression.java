package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which counts say so little of so few that they are not shown (cell suppression: Hundepool et al.,
 * Statistical Disclosure Control, Wiley 2012, chapter 4).
 *
 * @param below the least count that is shown, from 2; none is shown as 0
 * @param units codes of the units whose numbers are counts: person, household
 */
public record Suppression(int below, List<String> units) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The size of a group of confidential figures that no sum may have. */
  public static final int NEVER_WHOLE = Integer.MAX_VALUE;

  /** Keeps a copy in one order. */
  public Suppression {
    units = List.copyOf(new TreeSet<>(units));
  }

  /** The same of those units. */
  public static Suppression of(int below, Collection<String> units) {
    return new Suppression(below, List.copyOf(units));
  }

  /** Whether numbers of the unit are counts of theirs: persons are, persons per household not. */
  public boolean counts(Unit unit) {
    return unit.powers().size() == 1
        && unit.powers().values().iterator().next() == 1
        && units.contains(unit.powers().firstKey());
  }

  /** Whether a count is too small to be shown. */
  public boolean isSmall(double count) {
    return count != 0 && Math.abs(count) < below;
  }
}
