package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * How figures of surveys, which every region holds in years of its own, are lined up to years that
 * regions have in common, as totals over regions need them. The World Bank lines its surveys up to
 * reference years likewise (Poverty and Inequality Platform, Methodology Handbook, chapter 5),
 * there with the growth of national accounts.
 *
 * @param years the years that figures are lined up to
 * @param rule how
 * @param within how many years away a survey may be
 * @param scope the breakdown that lined-up figures get besides their own
 */
public record LineUp(List<Integer> years, Rule rule, int within, String scope)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The rules. */
  public enum Rule {
    /** The figure of the nearest survey, the earlier of two that are as near. */
    NEAREST,
    /** Between the surveys before and after, on the straight line; else the nearest. */
    LINEAR,
    /**
     * Between them with a constant yearly growth; on the straight line where one is not above 0.
     */
    GROWTH
  }

  /** Keeps a copy. */
  public LineUp {
    years = List.copyOf(years);
  }
}
