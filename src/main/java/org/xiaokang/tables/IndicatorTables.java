package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.tables.TableDefinition.Column;

/**
 * What goes out: indicator values, the wide table of them, and reported figures against computed
 * ones.
 */
public final class IndicatorTables {
  /** The figures a value was computed from. */
  public static final DataType INPUTS =
      DataTypes.createArrayType(
          new StructType()
              .add("variable", StringType)
              .add("metric", StringType)
              .add("scope", StringType)
              .add("time_period", StringType)
              .add("value", DoubleType)
              .add("derived", BooleanType)
              .add("observation_id", LongType));

  private static final DataType PARTS =
      DataTypes.createArrayType(
          ((StructType) ((ArrayType) INPUTS).elementType())
              .add("weight", DoubleType)
              .add("plain", DoubleType)
              .add(
                  "confidential",
                  new StructType()
                      .add("group", LongType)
                      .add("members", IntegerType)
                      .add("size", IntegerType)));

  /** Grain: ref_area, indicator, scope, period_kind, time_period, origin. */
  public static final TableDefinition INDICATORS =
      new TableDefinition(
          "indicators",
          "Indicator values, comparable across regions."
              + " Grain: ref_area, indicator, scope, period_kind, time_period, origin;"
              + " where time_period is _U, also the document.",
          List.of(
              required("ref_area", StringType, "Region code as of the period (regions.ref_area)"),
              required(
                  "panel_area",
                  StringType,
                  "Code under which the region's series is kept across changes of its code"),
              required("indicator", StringType, "Indicator id (indicator_catalogue.indicator)"),
              required(
                  "scope", StringType, "Breakdown the value covers: all, or key=value;key=value"),
              required(
                  "freq",
                  StringType,
                  "SDMX CL_FREQ: A, S, Q, M, D; _O another span, _U not specified"),
              required(
                  "period_kind", StringType, "Kind of period; only like periods are ever compared"),
              required("time_period", StringType, "Period of the value, as in observations"),
              optional("period_start", DateType, "First day of the period; null when unknown"),
              optional("period_end", DateType, "Last day of the period; null when unknown"),
              optional(
                  "base_period", StringType, "Period of the earlier value, in a change over time"),
              required(
                  "origin",
                  StringType,
                  "reported: from the area's own figures; aggregated: from those of the regions below it"),
              optional("obs_value", DoubleType, "Value in unit_measure; null when reason says why"),
              optional(
                  "unadjusted_value",
                  DoubleType,
                  "The value without the comparable base, where obs_value uses one; in unit_measure"),
              required("unit_measure", StringType, "Unit of obs_value"),
              required(
                  "obs_status",
                  StringType,
                  "SDMX CL_OBS_STATUS: A normal, E estimated, M or O no value, Q suppressed"),
              optional(
                  "bound", StringType, "at_least, at_most or approx, when an input was; else null"),
              required(
                  "flags",
                  DataTypes.createArrayType(StringType),
                  "derived, approximate, bounded, above_expected, below_expected, period_unknown,"
                      + " partial (not all regions or shorter periods are in it), comparable_base"),
              optional("reason", StringType, "Why there is no value"),
              required(
                  "inputs",
                  INPUTS,
                  "The figures put into the formula: variable, metric, scope, period, value in the metric's"
                      + " base unit, whether derived, and the observation (observations.observation_id)"),
              optional(
                  "children_reported",
                  IntegerType,
                  "Regions right below that are in the value; null when reported"),
              optional(
                  "children_expected",
                  IntegerType,
                  "Regions right below there were; null when reported or not known"),
              optional(
                  "weight_share",
                  DoubleType,
                  "Weight of those in the value in the weight of all, 0 to 1; null without weights"),
              optional(
                  "coverage",
                  DoubleType,
                  "How much of the area the value covers, 0 to 1: weight_share, else by count"),
              optional(
                  "previous_period",
                  StringType,
                  "The period before in the same series, for change; aggregated only"),
              optional(
                  "change",
                  DoubleType,
                  "obs_value minus that of previous_period = change_in_both + change_in_coverage"),
              optional(
                  "change_in_both",
                  DoubleType,
                  "The part of change from the regions that are in both periods"),
              optional(
                  "change_in_coverage",
                  DoubleType,
                  "The part of change from regions that came or went"),
              optional("parent_area", StringType, "Region above, as of the period"),
              optional(
                  "rank_in_parent",
                  IntegerType,
                  "Place among the regions of the same parent: the best first, the largest where"
                      + " neither is better; equal values share a place"),
              optional("ranked_in_parent", IntegerType, "How many of them have a value"),
              optional(
                  "share_in_parent",
                  DoubleType,
                  "obs_value as a share of the parent's, 0 to 1, where values add up")),
          Map.of(
              "value_or_reason", "obs_value IS NOT NULL OR reason IS NOT NULL",
              "value_is_finite", "obs_value IS NULL OR abs(obs_value) < double('Infinity')",
              "origin_is_known", "origin IN ('reported', 'aggregated')",
              "freq_is_known", "freq IN ('A', 'S', 'Q', 'M', 'D', '_O', '_U')",
              "period_kind_is_known", IntakeTables.PERIOD_KIND_IS_KNOWN,
              "period_is_in_order", IntakeTables.PERIOD_IS_IN_ORDER,
              "obs_status_is_known", "obs_status IN ('A', 'E', 'M', 'O', 'Q')",
              "bound_is_known", "bound IS NULL OR bound IN ('at_least', 'at_most', 'approx')",
              "coverage_is_a_share", "coverage IS NULL OR coverage BETWEEN 0 AND 1.000001",
              "change_adds_up", "change IS NULL OR change = change_in_both + change_in_coverage"),
          List.of("indicator", "ref_area"));

  /** Grain: panel_area, indicator, scope, period_kind, time_period; of _U also the document. */
  public static final TableDefinition INDICATOR_PARTS =
      new TableDefinition(
          "indicator_parts",
          "What each region's own figures give of each indicator: values, and the parts that make those of the"
              + " regions above. Grain: panel_area, indicator, scope, period_kind, time_period; where time_period"
              + " is _U, also the document.",
          List.of(
              required("panel_area", StringType, "Code under which the region's series is kept"),
              required("ref_area", StringType, "Region code as of the period (regions.ref_area)"),
              required("scope", StringType, "Breakdown the figures cover"),
              required("freq", StringType, "SDMX CL_FREQ, as in observations"),
              required("period_kind", StringType, "Kind of period, as in observations"),
              required("time_period", StringType, "Period of the figures, as in observations"),
              optional("period_start", DateType, "First day of the period; null when unknown"),
              optional("period_end", DateType, "Last day of the period; null when unknown"),
              required(
                  "series", StringType, "Like periods that follow each other: kind and months"),
              required(
                  "ordinal",
                  IntegerType,
                  "Place of the period in time: days since 1970-01-01; those without an end last"),
              optional("months", IntegerType, "Length of the period; null if not whole months"),
              required("indicator", StringType, "Indicator id (indicator_catalogue.indicator)"),
              required(
                  "complete",
                  BooleanType,
                  "Whether the region has a value of its own, not only parts"),
              optional("obs_value", DoubleType, "What the formula gives, in the indicator's unit"),
              optional(
                  "unadjusted_value",
                  DoubleType,
                  "The same without comparable bases, if one is used"),
              required(
                  "marks",
                  IntegerType,
                  "What must be said with it, one bit each: what indicators show as bound and flags"),
              required(
                  "context_marks",
                  IntegerType,
                  "Of them: those of figures that are not the region's own"),
              required(
                  "weight_marks",
                  IntegerType,
                  "What its weights bring to the values of regions above, in the same bits"),
              optional("base_period", StringType, "Period it is compared with"),
              optional("years", IntegerType, "Years from there"),
              optional(
                  "weight",
                  DoubleType,
                  "How much of its parent the region is, in the weight's unit"),
              required(
                  "inputs",
                  PARTS,
                  "The figures put into the formula, each with its weight among those of other regions, plain: as"
                      + " it is without a comparable base, and confidential, where it is"
                      + " (confidential_figures)")),
          Map.of("period_is_in_order", IntakeTables.PERIOD_IS_IN_ORDER),
          List.of("indicator", "panel_area"));

  /** Grain: claim_id. */
  public static final TableDefinition RECONCILIATION =
      new TableDefinition(
          "reconciliation",
          "What reports state against what follows from their figures. Grain: claim_id.",
          List.of(
              required("claim_id", StringType, "Id of the statement"),
              optional("source", StringType, "Name of the source in the configuration"),
              optional("doc_id", StringType, "Document that makes the statement"),
              optional("ref_area", StringType, "Region code (regions.ref_area)"),
              required(
                  "kind",
                  StringType,
                  "metric: a reported figure that an indicator computes; claim: a declared claim;"
                      + " roll_up: an area's own value against what the regions below make of it"),
              optional("subject", StringType, "Metric code, or the claim's formula"),
              optional("statement", StringType, "What is stated, in words"),
              optional("scope", StringType, "Breakdown the statement covers"),
              optional(
                  "time_period", StringType, "Period the statement covers, as in observations"),
              optional("reported", StringType, "The figure as printed"),
              optional("reported_value", DoubleType, "The figure in unit_measure"),
              optional(
                  "computed_value",
                  DoubleType,
                  "What follows from the other figures, in unit_measure"),
              optional(
                  "unit_measure",
                  StringType,
                  "Unit of both values, of tolerance and of difference"),
              optional(
                  "tolerance",
                  DoubleType,
                  "Largest difference that printed rounding explains, in unit_measure"),
              optional(
                  "difference", DoubleType, "computed_value - reported_value, in unit_measure"),
              required(
                  "verdict", StringType, "agrees, within_rounding, disagrees or not_checkable"),
              optional(
                  "consistent", BooleanType, "agrees or within_rounding; null when not checkable"),
              optional("reason", StringType, "Why the verdict; always there when not checkable")),
          Map.of(
              "kind_is_known", "kind IN ('metric', 'claim', 'roll_up')",
              "verdict_is_known",
                  "verdict IN ('agrees', 'within_rounding', 'disagrees', 'not_checkable')",
              "consistent_follows_verdict",
                  "consistent <=> CASE WHEN verdict = 'not_checkable' THEN NULL"
                      + " ELSE verdict IN ('agrees', 'within_rounding') END",
              "not_checkable_has_a_reason", "verdict <> 'not_checkable' OR reason IS NOT NULL",
              "tolerance_is_not_negative", "tolerance IS NULL OR tolerance >= 0"),
          List.of("ref_area", "verdict"));

  private IndicatorTables() {}

  /**
   * One column of region_profiles: an indicator, and what its column's comment says (name and
   * unit).
   */
  public record Profile(String indicator, String comment) {}

  /**
   * The wide table: one row per ref_area, period_kind and time_period, one DOUBLE column per
   * indicator.
   */
  public static TableDefinition regionProfiles(List<Profile> indicators) {
    List<Column> columns = new ArrayList<>();
    columns.add(required("ref_area", StringType, "Region code (regions.ref_area)"));
    columns.add(
        required(
            "panel_area",
            StringType,
            "Code under which the region's series is kept across changes of its code"));
    columns.add(optional("ref_area_name", StringType, "Region name as of the period"));
    columns.add(optional("ref_area_name_en", StringType, "The same in English"));
    columns.add(optional("ref_area_level", StringType, "Level of the region, as in regions"));
    columns.add(optional("parent_area", StringType, "Region above, as of the period"));
    columns.add(optional("parent_area_name", StringType, "Its name as of the period"));
    columns.add(optional("parent_area_name_en", StringType, "The same in English"));
    columns.add(
        required("period_kind", StringType, "Kind of period; only like periods are ever compared"));
    columns.add(required("time_period", StringType, "Period of the values, as in observations"));
    columns.add(optional("period_start", DateType, "First day of the period; null when unknown"));
    columns.add(optional("period_end", DateType, "Last day of the period; null when unknown"));
    indicators.forEach(one -> columns.add(optional(one.indicator(), DoubleType, one.comment())));
    return new TableDefinition(
        "region_profiles",
        "Indicators side by side: one column per indicator, the area's own figures."
            + " Grain: ref_area, period_kind, time_period.",
        columns,
        Map.of("period_kind_is_known", IntakeTables.PERIOD_KIND_IS_KNOWN),
        List.of("ref_area"));
  }
}
