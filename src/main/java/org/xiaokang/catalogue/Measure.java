package org.xiaokang.catalogue;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is measured, with its parameters. */
public sealed interface Measure extends Serializable {
  /** Indicators that are read besides. */
  default List<String> others() {
    return List.of();
  }

  /** Whether it is taken of all indicators together, rather than of each. */
  default boolean isOfAll() {
    return false;
  }

  /**
   * Places.
   *
   * @param target a value to reach, in the indicators' unit
   * @param decimals digits behind the point to which values are rounded before they are ranked, as
   *     offices rank what they print; null: not rounded
   * @param boundsIn the breakdown, besides a value's own, under which further bounds of the same
   *     figures stand; null where there are none
   */
  public record Ranking(
      @Nullable Double target, @Nullable Integer decimals, @Nullable String boundsIn)
      implements Measure {
    /** Places by values as they are. */
    public Ranking(@Nullable Double target) {
      this(target, null, null);
    }
  }

  /**
   * Indices of inequality between regions.
   *
   * @param indices what is computed
   */
  public record Inequality(List<Index> indices) implements Measure {
    /** Keeps a copy. */
    public Inequality {
      indices = List.copyOf(indices);
    }

    /**
     * An index.
     *
     * @param name as declared, {@code ge(2)}
     * @param family the formula
     * @param parameters its parameters
     */
    public record Index(String name, Family family, List<Double> parameters)
        implements Serializable {
      private static final long serialVersionUID = 1L;

      /** Keeps a copy. */
      public Index {
        parameters = List.copyOf(parameters);
      }

      /** Formulas, with the number of their parameters. */
      public enum Family {
        GINI(0),
        GINI_SAMPLE(0),
        THEIL_T(0),
        THEIL_L(0),
        GE(1),
        ATKINSON(1),
        CV(0),
        CV_SAMPLE(0),
        HOOVER(0),
        RATIO(2),
        SD_LOG(0);

        private final int parameters;

        Family(int parameters) {
          this.parameters = parameters;
        }

        int parameters() {
          return parameters;
        }
      }
    }
  }

  /**
   * Whether money goes where the poor are.
   *
   * @param rankBy id of the indicator that orders the regions
   * @param points the most points of the curve
   */
  public record Concentration(String rankBy, int points) implements Measure {
    @Override
    public List<String> others() {
      return List.of(rankBy);
    }
  }

  /**
   * Whether regions grow alike.
   *
   * @param models what is estimated
   * @param controls ids of indicators held constant in conditional convergence, as of the first
   *     period
   * @param annual growth by year; else over the whole time
   * @param step periods between the two ends of a growth rate in the panel
   * @param atLeast regions below which nothing is estimated
   * @param clubs how clubs are looked for
   */
  public record Convergence(
      List<Model> models,
      List<String> controls,
      boolean annual,
      int step,
      int atLeast,
      ClubSearch clubs)
      implements Measure {
    /**
     * How clubs are looked for.
     *
     * @param inLogs whether values are logarithms already
     * @param smoothing of Hodrick and Prescott before; 0: none
     * @param discard the share of the first periods that the test leaves out
     * @param merge whether clubs are merged that converge together
     */
    public record ClubSearch(boolean inLogs, double smoothing, double discard, boolean merge)
        implements Serializable {
      private static final long serialVersionUID = 1L;
    }

    /** See {@link Convergence}. */
    public enum Model {
      SIGMA,
      BETA,
      PANEL,
      CLUBS
    }

    /** Keeps copies. */
    public Convergence {
      models = List.copyOf(models);
      controls = List.copyOf(controls);
    }

    @Override
    public List<String> others() {
      return controls;
    }
  }

  /**
   * How regions move between classes.
   *
   * @param classes so many of equal size in each period; 0: by bounds
   * @param bounds upper bounds of all classes but the last
   * @param relative whether bounds are multiples of the period's mean
   * @param step periods between the two ends of a transition
   * @param initial the distribution that mobility indices start from; none: what was observed
   */
  public record Mobility(
      int classes, List<Double> bounds, boolean relative, int step, List<Double> initial)
      implements Measure {
    /** Keeps copies. */
    public Mobility {
      bounds = List.copyOf(bounds);
      initial = List.copyOf(initial);
    }
  }

  /**
   * Regions alike.
   *
   * @param algorithm how they are grouped
   * @param least the smallest number of groups
   * @param most the largest
   * @param orderBy id of the indicator that numbers the groups, by their mean, ascending
   * @param nearest so many nearest regions of each
   * @param starts of the search for each number of groups; the best result is taken
   * @param seed of the first start, the next have the next numbers
   * @param year the year compared; none: the latest with enough regions
   * @param missing what becomes of a region without one of the features
   */
  public record Peers(
      Algorithm algorithm,
      int least,
      int most,
      String orderBy,
      int nearest,
      int starts,
      long seed,
      @Nullable Integer year,
      Missing missing)
      implements Measure {
    /** See {@link Peers}. */
    public enum Algorithm {
      K_MEANS,
      BISECTING_K_MEANS
    }

    /** See {@link Peers}. */
    public enum Missing {
      /** It is in no group, and says so. */
      LEAVE_OUT,
      /** The median of the others stands for it. */
      MEDIAN
    }

    @Override
    public List<String> others() {
      return List.of(orderBy);
    }

    @Override
    public boolean isOfAll() {
      return true;
    }
  }

  /**
   * One number of many.
   *
   * @param normalisation how indicators are made comparable
   * @param weightings how much each counts
   * @param declared weights by indicator, where DECLARED is among the weightings
   * @param aggregations how they become one
   * @param lower ids of the indicators of which less is better
   * @param draws random weightings, to see which places mean something
   * @param seed of these
   */
  public record Composite(
      Normalisation normalisation,
      List<Weighting> weightings,
      Map<String, Double> declared,
      List<Aggregation> aggregations,
      List<String> lower,
      int draws,
      long seed)
      implements Measure {
    /** See {@link Composite}. */
    public enum Normalisation {
      MIN_MAX,
      Z_SCORE,
      RANK,
      DISTANCE_TO_BEST
    }

    /** See {@link Composite}. */
    public enum Weighting {
      EQUAL,
      ENTROPY,
      PCA,
      DECLARED
    }

    /** See {@link Composite}. */
    public enum Aggregation {
      ARITHMETIC,
      GEOMETRIC,
      TOPSIS
    }

    /** Keeps copies. */
    public Composite {
      weightings = List.copyOf(weightings);
      declared = Collections.unmodifiableMap(new TreeMap<>(declared));
      aggregations = List.copyOf(aggregations);
      lower = List.copyOf(lower);
    }

    @Override
    public boolean isOfAll() {
      return true;
    }
  }

  /**
   * What a change is made of.
   *
   * @param of the parts it is split into
   * @param total id of the indicator that the indicators are parts of, for PARTS
   * @param line of poverty, in the indicator's unit, for POVERTY
   * @param step periods between the two ends of a change
   */
  public record Decomposition(Of of, @Nullable String total, @Nullable Double line, int step)
      implements Measure {
    /** See {@link Decomposition}. */
    public enum Of {
      /** Growth of a total into the contributions of its parts: income sources. */
      PARTS,
      /** Change of a mean over regions into each region's growth and its share of the people. */
      REGIONS,
      /** Change of the share of people in regions below a line into growth and redistribution. */
      POVERTY
    }

    @Override
    public List<String> others() {
      return total == null ? List.of() : List.of(total);
    }

    @Override
    public boolean isOfAll() {
      return of == Of.PARTS;
    }
  }

  /**
   * The pace of each region.
   *
   * @param target a value to reach, in the indicators' unit
   * @param latest the last year that is looked at
   * @param confidence of intervals, 0 to 1
   * @param atLeast periods below which no pace is given
   */
  public record Trend(@Nullable Double target, int latest, double confidence, int atLeast)
      implements Measure {}
}
