package org.xiaokang.estimate;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What is estimated of a distribution.
 *
 * @param kind the measure
 * @param parameters its numbers, in the order of {@link Kind#parameters}
 * @param of the deprivation that it is of; empty: of no single one
 */
public record Statistic(Kind kind, List<Double> parameters, String of) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a measure asks for. */
  public enum Needs {
    /** Welfare. */
    WELFARE,
    /** Welfare and a poverty line. */
    LINE,
    /** Deprivations, weights and a cut-off. */
    DEPRIVATIONS,
    /** The same; it is of one deprivation, or of each. */
    DEPRIVATION,
    /** A curve of a grouped table. */
    CURVE,
    /** A curve of a grouped table, and a poverty line. */
    CURVE_AND_LINE,
    /** Areas with direct estimates. */
    AREAS
  }

  /** What a value is in. */
  public enum In {
    /** A plain number or a share. */
    NUMBER,
    /** The unit of welfare. */
    MONEY,
    /** Persons or households. */
    COUNT,
    /** What the areas' direct estimates are in. */
    AS_GIVEN
  }

  /** The measures. */
  public enum Kind {
    /** The share of the poor. */
    HEADCOUNT(Needs.LINE, In.NUMBER),
    /** FGT(1). */
    POVERTY_GAP(Needs.LINE, In.NUMBER),
    /** FGT(2). */
    SQUARED_POVERTY_GAP(Needs.LINE, In.NUMBER),
    /** The Watts index. */
    WATTS(Needs.LINE, In.NUMBER),
    /** The Sen index. */
    SEN(Needs.LINE, In.NUMBER),
    /** The Sen-Shorrocks-Thon index. */
    SEN_SHORROCKS_THON(Needs.LINE, In.NUMBER),
    /** Eurostat's relative median gap. */
    RELATIVE_MEDIAN_GAP(Needs.LINE, In.NUMBER),
    /** The line itself. */
    POVERTY_LINE(Needs.LINE, In.MONEY),
    /** How many are poor. */
    POOR(Needs.LINE, In.COUNT),
    /** How many there are. */
    POPULATION(Needs.WELFARE, In.COUNT),
    /** The mean. */
    MEAN(Needs.WELFARE, In.MONEY),
    /** The median. */
    MEDIAN(Needs.WELFARE, In.MONEY),
    /** A quantile. */
    QUANTILE(Needs.WELFARE, In.MONEY, "at"),
    /** One quantile over another. */
    QUANTILE_RATIO(Needs.WELFARE, In.NUMBER, "upper", "lower"),
    /** The share of welfare between two quantiles. */
    QUANTILE_SHARE(Needs.WELFARE, In.NUMBER, "from", "to"),
    /** The welfare above a quantile over that up to another. */
    SHARE_RATIO(Needs.WELFARE, In.NUMBER, "upper", "lower"),
    /** A point of the Lorenz curve. */
    LORENZ(Needs.WELFARE, In.NUMBER, "at"),
    /** The Gini index. */
    GINI(Needs.WELFARE, In.NUMBER),
    /** The Theil T index. */
    THEIL_T(Needs.WELFARE, In.NUMBER),
    /** The Theil L index. */
    MEAN_LOG_DEVIATION(Needs.WELFARE, In.NUMBER),
    /** Generalised entropy. */
    GENERALISED_ENTROPY(Needs.WELFARE, In.NUMBER, "alpha"),
    /** The Atkinson index. */
    ATKINSON(Needs.WELFARE, In.NUMBER, "epsilon"),
    /** H: the share of the poor in several dimensions. */
    MULTIDIMENSIONAL_HEADCOUNT(Needs.DEPRIVATIONS, In.NUMBER),
    /** A: the mean score of the poor. */
    INTENSITY(Needs.DEPRIVATIONS, In.NUMBER),
    /** M0 = H A. */
    ADJUSTED_HEADCOUNT(Needs.DEPRIVATIONS, In.NUMBER),
    /** How many are poor in several dimensions. */
    MULTIDIMENSIONALLY_POOR(Needs.DEPRIVATIONS, In.COUNT),
    /** The share of the deprived. */
    UNCENSORED_HEADCOUNT(Needs.DEPRIVATION, In.NUMBER),
    /** The share of those who are poor and deprived. */
    CENSORED_HEADCOUNT(Needs.DEPRIVATION, In.NUMBER),
    /** How many are deprived. */
    UNCENSORED_COUNT(Needs.DEPRIVATION, In.COUNT),
    /** How many are poor and deprived. */
    CENSORED_COUNT(Needs.DEPRIVATION, In.COUNT),
    /** What a deprivation contributes to M0. */
    CONTRIBUTION(Needs.DEPRIVATION, In.NUMBER),
    /** The mean less inequality: mean (1 - Gini). */
    DISTRIBUTION_CORRECTED_MEAN(Needs.CURVE, In.MONEY),
    /** The mean of the poorest half. */
    MEAN_OF_POOREST_HALF(Needs.CURVE, In.MONEY),
    /** Wolfson's index of polarization. */
    POLARIZATION(Needs.CURVE, In.NUMBER),
    /** A coefficient of the curve, 1 to 3. */
    CURVE_COEFFICIENT(Needs.CURVE, In.NUMBER, "number"),
    /** Its standard error. */
    CURVE_COEFFICIENT_ERROR(Needs.CURVE, In.NUMBER, "number"),
    /** theta of the beta curve. */
    CURVE_THETA(Needs.CURVE, In.NUMBER),
    /** R squared of the curve's regression. */
    CURVE_R_SQUARED(Needs.CURVE, In.NUMBER),
    /** The residual sum of squares of the curve's regression. */
    CURVE_RESIDUAL_SUM(Needs.CURVE, In.NUMBER),
    /** By how many percent the headcount moves with 1 percent of the mean. */
    HEADCOUNT_ELASTICITY_TO_MEAN(Needs.CURVE_AND_LINE, In.NUMBER),
    /** The same with the Gini index. */
    HEADCOUNT_ELASTICITY_TO_GINI(Needs.CURVE_AND_LINE, In.NUMBER),
    /** Of the poverty gap. */
    POVERTY_GAP_ELASTICITY_TO_MEAN(Needs.CURVE_AND_LINE, In.NUMBER),
    /** Of the poverty gap. */
    POVERTY_GAP_ELASTICITY_TO_GINI(Needs.CURVE_AND_LINE, In.NUMBER),
    /** Of the squared gap. */
    SQUARED_POVERTY_GAP_ELASTICITY_TO_MEAN(Needs.CURVE_AND_LINE, In.NUMBER),
    /** Of the squared gap. */
    SQUARED_POVERTY_GAP_ELASTICITY_TO_GINI(Needs.CURVE_AND_LINE, In.NUMBER),
    /** The direct estimate of an area, as it was given. */
    DIRECT(Needs.AREAS, In.AS_GIVEN),
    /** The Fay-Herriot predictor of an area. */
    SMALL_AREA(Needs.AREAS, In.AS_GIVEN),
    /** A coefficient of the regression on covariates. */
    SMALL_AREA_COEFFICIENT(Needs.AREAS, In.NUMBER);

    private final Needs needs;
    private final In in;

    @SuppressWarnings("ImmutableEnumChecker") // a list that is never changed
    private final List<String> parameters;

    Kind(Needs needs, In in, String... parameters) {
      this.needs = needs;
      this.in = in;
      this.parameters = List.of(parameters);
    }

    /** What it asks for. */
    public Needs needs() {
      return needs;
    }

    /** What its value is in. */
    public In in() {
      return in;
    }

    /** The names of its numbers. */
    public List<String> parameters() {
      return parameters;
    }

    /** As declarations write it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is from 0 to 1 and nothing else. */
    boolean isShare() {
      return switch (this) {
        case HEADCOUNT, POVERTY_GAP, SQUARED_POVERTY_GAP, SEN, SEN_SHORROCKS_THON -> true;
        case RELATIVE_MEDIAN_GAP, QUANTILE_SHARE, LORENZ, GINI, ATKINSON -> true;
        default -> needs == Needs.DEPRIVATION || needs == Needs.DEPRIVATIONS;
      };
    }

    /** Whether households can tell it. */
    public boolean isOfMicrodata() {
      return switch (needs) {
        case WELFARE, LINE, DEPRIVATIONS, DEPRIVATION -> true;
        case CURVE, CURVE_AND_LINE, AREAS -> false;
      };
    }

    /** Whether a grouped table can tell it. */
    public boolean isOfGroups() {
      return switch (this) {
        case WATTS, SEN, SEN_SHORROCKS_THON, RELATIVE_MEDIAN_GAP, POOR, POPULATION -> false;
        case THEIL_T, MEAN_LOG_DEVIATION, GENERALISED_ENTROPY, ATKINSON -> false;
        default ->
            needs == Needs.WELFARE
                || needs == Needs.LINE
                || needs == Needs.CURVE
                || needs == Needs.CURVE_AND_LINE;
      };
    }
  }

  /** Keeps a copy. */
  public Statistic {
    parameters = List.copyOf(parameters);
  }

  /** The first number, or the second. */
  double parameter(int number) {
    return parameters.get(number);
  }
}
