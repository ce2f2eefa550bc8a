package org.xiaokang.estimate;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * What is estimated of one source of distributions, as it is declared.
 *
 * @param id the code in messages and tables
 * @param source the source's name
 * @param figures what is estimated, each with the metric that it is a figure of
 * @param welfare what of a row is its welfare; empty where only deprivations are counted
 * @param of whom shares are of
 * @param levels levels of regions that figures are of; none: the regions that rows name
 * @param breakdowns sets of breakdowns that figures are of, beside the whole
 * @param lines poverty lines
 * @param deprivations what counts as poverty in several dimensions
 * @param unit what welfare is in, as it may be printed; empty where nothing is in it
 * @param confidence of the intervals
 * @param leastHouseholds a domain with fewer sampled households shows nothing
 * @param smallAreas how areas whose figures are too rough are helped
 * @param curve which curve is taken of a grouped table
 * @param file where it is declared
 * @param line the line there
 */
public record Estimate(
    String id,
    String source,
    List<Figure> figures,
    Optional<Welfare> welfare,
    Of of,
    List<String> levels,
    List<List<String>> breakdowns,
    List<PovertyLine> lines,
    Optional<DeprivationRule> deprivations,
    String unit,
    double confidence,
    int leastHouseholds,
    Optional<SmallAreaRule> smallAreas,
    CurveRule curve,
    String file,
    int line)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A figure.
   *
   * @param metric its metric's code
   * @param statistic what it is
   * @param unit the metric's unit, as tables write it
   * @param scope what it covers beside line and breakdown, as parts of a scope; all: nothing
   */
  public record Figure(String metric, Statistic statistic, String unit, String scope)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Whether shares are in percent. */
    boolean isInPercent() {
      return unit.equals("percent");
    }
  }

  /** Whom a share is of. */
  public enum Of {
    /** Persons: a household counts with its members. */
    PERSONS,
    /** Households. */
    HOUSEHOLDS
  }

  /**
   * What of a row is its welfare: variable / scale / (deflator / 100) / ppp.
   *
   * @param variable a variable of the source
   * @param deflator a variable, a price index of 100 at constant prices; empty: none
   * @param ppp a variable, local money for an international dollar; empty: none
   * @param scale to how many adults a household's needs come
   */
  public record Welfare(
      String variable, Optional<String> deflator, Optional<String> ppp, EquivalenceScale scale)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** What a relative line is a share of. */
  public enum Base {
    /** Nothing: the line is an amount. */
    AMOUNT,
    /** A weighted quantile. */
    QUANTILE,
    /** The weighted mean. */
    MEAN
  }

  /**
   * A poverty line.
   *
   * @param id its code
   * @param base what it is a share of
   * @param amount the amount, in the unit of welfare; the share of a relative one
   * @param at which quantile: 0.5 is the median
   * @param level of the region whose distribution a relative line is of; empty: the figure's own
   * @param scope what figures at this line cover, as parts of a scope
   */
  public record PovertyLine(
      String id, Base base, double amount, double at, Optional<String> level, String scope)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Poverty in several dimensions.
   *
   * @param weights by deprivation, a variable of 0 and 1, in the order of the declaration
   * @param cutoffs who is poor
   */
  public record DeprivationRule(Map<String, Double> weights, List<Cutoff> cutoffs)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A cut-off.
   *
   * @param id its code
   * @param share of all deprivations' weight, above 0 to 1
   * @param scope what figures at it cover, as parts of a scope
   */
  public record Cutoff(String id, double share, String scope) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Which curve of a grouped table is taken. */
  public enum CurveRule {
    /** The one that is chosen for each figure. */
    CHOSEN,
    /** The general quadratic one. */
    QUADRATIC,
    /** The beta one. */
    BETA
  }

  /**
   * How areas are helped.
   *
   * @param covariates numbers that explain them, variables of the source of areas
   * @param factors variables of the source of areas whose values are groups
   * @param factorLevels levels of regions that are groups
   * @param from the source of areas that has the covariates; the estimate's own, of areas
   * @param aboveVariation direct estimates with a coefficient of variation above it are replaced
   * @param within the level of the region that areas are benchmarked to; empty: they are not
   * @param benchmark how
   */
  public record SmallAreaRule(
      List<String> covariates,
      List<String> factors,
      List<String> factorLevels,
      String from,
      double aboveVariation,
      Optional<String> within,
      Benchmarking.Method benchmark)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Keeps copies. */
  public Estimate {
    figures = List.copyOf(figures);
    levels = List.copyOf(levels);
    breakdowns = breakdowns.stream().map(List::copyOf).toList();
    lines = List.copyOf(lines);
  }

  /** The same where domains with fewer households than this show nothing, whatever it says. */
  public Estimate showingFrom(int households) {
    return new Estimate(
        id,
        source,
        figures,
        welfare,
        of,
        levels,
        breakdowns,
        lines,
        deprivations,
        unit,
        confidence,
        Math.max(households, leastHouseholds),
        smallAreas,
        curve,
        file,
        line);
  }

  /**
   * The level of the region whose rows figures of a level are made of: that of the highest relative
   * line.
   *
   * @param level of the figures; empty: the regions that rows name
   * @param above whether one level lies above another
   */
  public String frameLevel(String level, BiPredicate<String, String> above) {
    String frame = level;
    for (PovertyLine line : lines) {
      String of = line.level().orElse(frame);
      frame = !of.equals(frame) && above.test(of, frame) ? of : frame;
    }
    return frame;
  }
}
