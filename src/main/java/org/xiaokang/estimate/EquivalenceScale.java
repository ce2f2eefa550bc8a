package org.xiaokang.estimate;

import java.io.Serializable;

/**
 * How many single adults a household's needs are those of.
 *
 * @param kind the scale
 * @param exponent of {@link Kind#POWER}: size to this power, 0 to 1
 */
public record EquivalenceScale(Kind kind, double exponent) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** See {@link EquivalenceScale}. */
  public enum Kind {
    /** 1: welfare is equivalised already, or that of a person. */
    NONE,
    /** The number of members. */
    PER_CAPITA,
    /** Its square root (OECD 2008, Growing Unequal). */
    SQUARE_ROOT,
    /** 1, 0.7 for each further adult, 0.5 for each child (OECD 1982; the Oxford scale). */
    OECD,
    /** 1, 0.5 for each further adult, 0.3 for each child (Hagenaars et al. 1994; Eurostat's). */
    OECD_MODIFIED,
    /** The number of members to a power (Buhmann et al. 1988). */
    POWER
  }

  /** The equivalence scale that changes nothing. */
  public static final EquivalenceScale NONE = new EquivalenceScale(Kind.NONE, 0);

  /**
   * The scale of a household.
   *
   * @param members its size, 1 or more
   * @param children those of them whom the scale counts as children (under 14); NaN, as the size,
   *     where it is not told: so is the scale then
   * @throws IllegalArgumentException if there is no member, or fewer children than 0
   */
  public double of(double members, double children) {
    if (Double.isNaN(members) || (asksForChildren() && Double.isNaN(children))) {
      return Double.NaN;
    }
    if (members < 1 || children < 0) {
      throw new IllegalArgumentException(members + " members, " + children + " children");
    }
    double adults =
        Math.max(1, members - children); // the eldest child heads a household of children
    double young = members - adults;
    return switch (kind) {
      case NONE -> 1;
      case PER_CAPITA -> members;
      case SQUARE_ROOT -> Math.sqrt(members);
      case OECD -> 1 + 0.7 * (adults - 1) + 0.5 * young;
      case OECD_MODIFIED -> 1 + 0.5 * (adults - 1) + 0.3 * young;
      case POWER -> Math.pow(members, exponent);
    };
  }

  /** Whether it asks for the size of the household. */
  public boolean asksForSize() {
    return kind != Kind.NONE;
  }

  /** Whether it asks for the number of children. */
  public boolean asksForChildren() {
    return kind == Kind.OECD || kind == Kind.OECD_MODIFIED;
  }
}
