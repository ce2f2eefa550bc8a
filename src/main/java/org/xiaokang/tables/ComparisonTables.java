package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.tables.TableDefinition.Column;

/**
 * Comparisons of regions. Each row names the comparison as declared (compare: in the catalogue).
 */
public final class ComparisonTables {
  private static final DataType NEAREST =
      DataTypes.createArrayType(
          new StructType()
              .add("ref_area", StringType)
              .add("distance", DoubleType)
              .add("obs_value", DoubleType));
  private static final DataType CONTRIBUTIONS =
      DataTypes.createArrayType(
          new StructType()
              .add("indicator", StringType)
              .add("weight", DoubleType)
              .add("contribution", DoubleType));

  private static final Column COMPARISON =
      required("comparison", StringType, "Id of the comparison");
  private static final Column INDICATOR =
      required("indicator", StringType, "Indicator id (indicator_catalogue.indicator)");
  private static final Column SCOPE =
      required("scope", StringType, "Breakdown the values cover, as in indicators");
  private static final Column LEVEL =
      required("level", StringType, "Level of the regions compared, as in regions; blank: unknown");
  private static final Column KIND =
      required("period_kind", StringType, "Kind of period; only like periods are ever compared");
  private static final List<Column> PERIOD =
      List.of(
          required("time_period", StringType, "Period compared, as in indicators"),
          required("period_end", DateType, "Its last day"));
  private static final List<Column> SPAN =
      List.of(
          required("from_period", StringType, "First period that is looked at"),
          required("to_period", StringType, "Last period that is looked at"));
  private static final List<Column> GROUP =
      List.of(
          required(
              "grouping",
              StringType,
              "all: every region of the level; else what groups them: parent, a level, an attribute"),
          optional("group", StringType, "Code or attribute the group has in common; null for all"));
  private static final List<Column> AREA =
      List.of(
          required("ref_area", StringType, "Region code as of the period (regions.ref_area)"),
          required("panel_area", StringType, "Code under which the region's series is kept"));
  private static final Column REASON = optional("reason", StringType, "Why there is no value");

  /** Grain: comparison, indicator, scope, level, period, grouping, ref_area. */
  public static final TableDefinition RANKINGS =
      new TableDefinition(
          "rankings",
          "Places of regions among those of their level and of their group. Grain: comparison, indicator, scope,"
              + " level, period_kind, time_period, grouping, ref_area.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              PERIOD,
              GROUP,
              AREA,
              List.of(
                  required("obs_value", DoubleType, "The value, in unit_measure"),
                  required("unit_measure", StringType, "Unit of obs_value and of the distances"),
                  required(
                      "rank",
                      IntegerType,
                      "Place: the best first, the largest where neither is better; equal values share a place"),
                  required("ranked", IntegerType, "How many regions have a value"),
                  required(
                      "percentile",
                      DoubleType,
                      "Share of the other regions with a smaller value, and half of those with an equal one, 0 to 1"),
                  optional(
                      "robust_z",
                      DoubleType,
                      "(obs_value - median) / (1.4826 x median absolute deviation)"),
                  optional("robust_z_reason", StringType, "Why there is no robust_z"),
                  required(
                      "distance_to_best",
                      DoubleType,
                      "obs_value minus the best of the group, in unit_measure"),
                  optional(
                      "distance_to_parent",
                      DoubleType,
                      "obs_value minus the value of the region right above, where the grouping is parent"),
                  optional(
                      "distance_to_target",
                      DoubleType,
                      "obs_value minus the declared target, in unit_measure"),
                  optional("previous_period", StringType, "The period before in the same series"),
                  optional(
                      "previous_rank",
                      IntegerType,
                      "Place in that period in the same group; none if it was in another"),
                  optional(
                      "rank_change",
                      IntegerType,
                      "rank - previous_rank: below 0, the region moved up"))),
          Map.of(
              "rank_is_a_place", "rank BETWEEN 1 AND ranked",
              "percentile_is_a_share", "percentile BETWEEN 0 AND 1",
              "rank_change_adds_up", "rank_change <=> rank - previous_rank"),
          List.of("indicator", "ref_area"));

  /** Grain: comparison, indicator, scope, level, period, index, component, grouping, group. */
  public static final TableDefinition INEQUALITY =
      new TableDefinition(
          "inequality",
          "Inequality between regions. Grain: comparison, indicator, scope, level, period_kind, time_period, index,"
              + " component, grouping, group.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              PERIOD,
              List.of(
                  required(
                      "index",
                      StringType,
                      "gini, theil_t, ...: as declared; concentration: of indicator over the ranking by rank_by"),
                  required(
                      "component",
                      StringType,
                      "total: among all regions of the level; within, between, overlap: what it is the sum of;"
                          + " group: among the regions of one group")),
              GROUP,
              List.of(
                  optional("obs_value", DoubleType, "The index or the part of it; no unit"),
                  required(
                      "weighted",
                      BooleanType,
                      "Whether each region counts as much as the declared weight says"),
                  required("regions", IntegerType, "Regions in the value"),
                  required(
                      "left_out",
                      IntegerType,
                      "Regions with a value, but without a weight above 0"),
                  optional(
                      "population_share",
                      DoubleType,
                      "Of a group: its share of the weights, 0 to 1"),
                  optional(
                      "value_share",
                      DoubleType,
                      "Of a group: its share of the sum of weight x value, 0 to 1"),
                  optional("rank_by", StringType, "Indicator that orders the regions"),
                  REASON)),
          Map.of(
              "component_is_known",
                  "component IN ('total', 'within', 'between', 'overlap', 'group')",
              "value_or_reason", "(obs_value IS NULL) = (reason IS NOT NULL)"),
          List.of("indicator", "index"));

  /** Grain: comparison, indicator, scope, level, period, point. */
  public static final TableDefinition CONCENTRATION_CURVES =
      new TableDefinition(
          "concentration_curves",
          "Points of concentration curves, for plots. Grain: comparison, indicator, scope, level, period_kind,"
              + " time_period, point.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              PERIOD,
              List.of(
                  required("point", IntegerType, "Number of the point, from 0"),
                  required(
                      "population_share",
                      DoubleType,
                      "Share of the weights of the regions so far, those first that rank_by puts lowest"),
                  required("value_share", DoubleType, "Their share of the sum of weight x value"))),
          Map.of(),
          List.of("comparison"));

  /** Grain: comparison, indicator, scope, level, span, model, club, term. */
  public static final TableDefinition CONVERGENCE =
      new TableDefinition(
          "convergence",
          "Whether regions become alike. Grain: comparison, indicator, scope, level, period_kind, from_period,"
              + " to_period, model, club, term.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              SPAN,
              List.of(
                  required(
                      "model",
                      StringType,
                      "sigma: spread of one period; sigma_trend: of that of the same regions over time; beta: growth on the first"
                          + " level; beta_conditional: with controls; panel: the same with an effect of each region; clubs: log t test"),
                  optional("club", IntegerType, "Number of the club; null: all regions together"),
                  required("term", StringType, "What is estimated; a coefficient's name"),
                  optional("estimate", DoubleType, "The estimate"),
                  optional("std_error", DoubleType, "Its standard error"),
                  optional("t_value", DoubleType, "estimate / std_error"),
                  optional("p_value", DoubleType, "Two-sided, 0 to 1"),
                  required("regions", IntegerType, "Regions in it"),
                  optional("observations", IntegerType, "Growth rates, or periods, in it"),
                  required("left_out", IntegerType, "Regions without all values it needs"),
                  optional("r_squared", DoubleType, "Share of variation explained, 0 to 1"),
                  optional("speed", DoubleType, "Speed of convergence, per year"),
                  optional("half_life", DoubleType, "Years until half of the gap is closed"),
                  optional("speed_reason", StringType, "Why there is no speed"),
                  REASON)),
          Map.of("value_or_reason", "(estimate IS NULL) = (reason IS NOT NULL)"),
          List.of("indicator", "model"));

  /** Grain: comparison, indicator, scope, level, ref_area. */
  public static final TableDefinition CONVERGENCE_CLUBS =
      new TableDefinition(
          "convergence_clubs",
          "Which club each region converges to. Grain: comparison, indicator, scope, level, period_kind, to_period,"
              + " panel_area.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              SPAN,
              AREA,
              List.of(
                  optional(
                      "club", IntegerType, "Number of the club, from the top; null: of none"))),
          Map.of(),
          List.of("comparison", "ref_area"));

  /** Grain: comparison, indicator, scope, level, span, statistic, classes. */
  public static final TableDefinition MOBILITY =
      new TableDefinition(
          "mobility",
          "How regions move between classes, and whether neighbours are alike. Grain: comparison, indicator, scope,"
              + " level, period_kind, from_period, to_period, statistic, from_class, to_class, lag_class.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              SPAN,
              List.of(
                  required(
                      "statistic",
                      StringType,
                      "transition_count, transition_prob, steady_state, sojourn_time, mean_first_passage_time"
                          + " (in transitions), class_bound (in the indicator's unit, or in means), mobility_p,"
                          + " mobility_d, mobility_l2, mobility_b1, mobility_b2, spatial_count, spatial_prob,"
                          + " spatial_q, kendall_tau, spearman_rho, morans_i"),
                  optional("from_class", IntegerType, "Class before, from 1, the lowest"),
                  optional("to_class", IntegerType, "Class after, from 1"),
                  optional(
                      "lag_class",
                      IntegerType,
                      "Class of the mean of the region's neighbours, from 1"),
                  optional("obs_value", DoubleType, "The statistic"),
                  optional(
                      "expected",
                      DoubleType,
                      "Its mean without any relation; of spatial_q the degrees of freedom"),
                  optional("z", DoubleType, "Standard deviations from there"),
                  optional("p_value", DoubleType, "Two-sided, 0 to 1"),
                  required("regions", IntegerType, "Regions in it"),
                  REASON)),
          Map.of("value_or_reason", "(obs_value IS NULL) = (reason IS NOT NULL)"),
          List.of("indicator", "statistic"));

  /** Grain: comparison, scope, level, period, ref_area. */
  public static final TableDefinition PEER_GROUPS =
      new TableDefinition(
          "peer_groups",
          "Regions alike in the declared features. Grain: comparison, scope, level, period_end, ref_area.",
          columns(
              List.of(COMPARISON, SCOPE, LEVEL),
              List.of(
                  required("period_end", DateType, "Last day of the periods the features are of")),
              AREA,
              List.of(
                  optional(
                      "peer_group",
                      IntegerType,
                      "Number of the group, from 1, by the mean of order_by, ascending"),
                  optional("groups", IntegerType, "How many groups there are"),
                  optional(
                      "silhouette",
                      DoubleType,
                      "How well the groups are apart, -1 to 1 (Rousseeuw 1987, squared distances)"),
                  required("order_by", StringType, "Indicator that numbers the groups"),
                  optional("obs_value", DoubleType, "Its value, in unit_measure"),
                  required("unit_measure", StringType, "Unit of obs_value and of the gap"),
                  optional(
                      "nearest",
                      NEAREST,
                      "The nearest regions of the group, with the distance between standardised features"),
                  optional(
                      "gap", DoubleType, "obs_value minus the mean of that of the nearest regions"),
                  required(
                      "imputed",
                      DataTypes.createArrayType(StringType),
                      "Features that a median stands for"),
                  REASON)),
          Map.of("group_or_reason", "(peer_group IS NULL) = (reason IS NOT NULL)"),
          List.of("comparison", "ref_area"));

  /** Grain: comparison, scope, level, period, weighting, aggregation, ref_area. */
  public static final TableDefinition COMPOSITE_INDEX =
      new TableDefinition(
          "composite_index",
          "Several indicators as one number. Grain: comparison, scope, level, period_end, weighting, aggregation,"
              + " ref_area.",
          columns(
              List.of(COMPARISON, SCOPE, LEVEL),
              List.of(
                  required(
                      "period_end", DateType, "Last day of the periods the indicators are of")),
              AREA,
              List.of(
                  required("weighting", StringType, "equal, entropy, pca or declared"),
                  required("aggregation", StringType, "arithmetic, geometric or topsis"),
                  optional("obs_value", DoubleType, "The index; more is better"),
                  optional("rank", IntegerType, "Place by it; equal values share a place"),
                  required("ranked", IntegerType, "How many regions have all indicators"),
                  optional(
                      "rank_best",
                      IntegerType,
                      "Best place over all weightings and aggregations declared, each indicator left out, and"
                          + " random weights"),
                  optional("rank_median", IntegerType, "Median place over the same"),
                  optional("rank_worst", IntegerType, "Worst place over the same"),
                  optional(
                      "contributions",
                      CONTRIBUTIONS,
                      "Weight of each indicator, and its part of the index"),
                  REASON)),
          Map.of("value_or_reason", "(obs_value IS NULL) = (reason IS NOT NULL)"),
          List.of("comparison", "ref_area"));

  /** Grain: comparison, indicator, scope, level, span, grouping, group, ref_area, part. */
  public static final TableDefinition DECOMPOSITIONS =
      new TableDefinition(
          "decompositions",
          "What a change is made of. Grain: comparison, indicator, scope, level, period_kind, to_period, grouping,"
              + " group, ref_area, part.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              SPAN,
              GROUP,
              List.of(
                  optional(
                      "ref_area",
                      StringType,
                      "Region; null where the change is that of all regions"),
                  required(
                      "part",
                      StringType,
                      "total: the change itself; of: parts: an indicator, or residual (what the parts leave of the"
                          + " total); of: regions: within, shift, interaction; of: poverty: growth,"
                          + " redistribution, residual (Datt and Ravallion), growth_shapley,"
                          + " redistribution_shapley"),
                  required("regions", IntegerType, "Regions in it"),
                  required(
                      "left_out",
                      IntegerType,
                      "Regions of the later period that lack a value or a weight in one of the two"),
                  optional("before", DoubleType, "Value in from_period, in unit_before"),
                  optional("after", DoubleType, "Value in to_period, in unit_before"),
                  required("unit_before", StringType, "Unit of before and after"),
                  optional("contribution", DoubleType, "The part of the change, in unit_measure"),
                  required(
                      "unit_measure",
                      StringType,
                      "Unit of contribution: percentage points of the total's growth, or the indicator's"),
                  REASON)),
          Map.of("value_or_reason", "(contribution IS NULL) = (reason IS NOT NULL)"),
          List.of("indicator", "ref_area"));

  /** Grain: comparison, indicator, scope, series, ref_area. */
  public static final TableDefinition TRENDS =
      new TableDefinition(
          "trends",
          "The pace of each region, and when it reaches a target. Grain: comparison, indicator, scope, level,"
              + " period_kind, to_period, panel_area.",
          columns(
              List.of(COMPARISON, INDICATOR, SCOPE, LEVEL, KIND),
              SPAN,
              AREA,
              List.of(
                  required("periods", IntegerType, "Periods with a value"),
                  optional("slope", DoubleType, "Theil-Sen slope, in unit_measure per year"),
                  optional("slope_low", DoubleType, "Lower end of its confidence interval"),
                  optional("slope_high", DoubleType, "Upper end"),
                  required("unit_measure", StringType, "Unit of the indicator"),
                  optional("kendall_s", DoubleType, "Mann-Kendall statistic S"),
                  optional("p_value", DoubleType, "Mann-Kendall, two-sided, 0 to 1"),
                  optional("target", DoubleType, "The declared target, in unit_measure"),
                  optional(
                      "target_year", DoubleType, "Year in which it is reached at the present pace"),
                  optional("target_earliest", DoubleType, "At the faster end of the interval"),
                  optional("target_latest", DoubleType, "At the slower end"),
                  optional("target_reason", StringType, "Why there is no target_year"),
                  REASON)),
          Map.of("value_or_reason", "(slope IS NULL) = (reason IS NOT NULL)"),
          List.of("indicator", "ref_area"));

  private static final List<TableDefinition> ALL =
      List.of(
          RANKINGS,
          INEQUALITY,
          CONCENTRATION_CURVES,
          CONVERGENCE,
          CONVERGENCE_CLUBS,
          MOBILITY,
          PEER_GROUPS,
          COMPOSITE_INDEX,
          DECOMPOSITIONS,
          TRENDS);

  private ComparisonTables() {}

  /** All of them. */
  public static List<TableDefinition> all() {
    return ALL;
  }

  /** The table of that name. */
  public static TableDefinition of(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table of comparisons: " + name));
  }

  @SafeVarargs
  private static List<Column> columns(List<Column>... parts) {
    List<Column> columns = new ArrayList<>();
    for (List<Column> part : parts) {
      columns.addAll(part);
    }
    return columns;
  }
}
