package org.xiaokang.tables;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The reference data a release was computed with. */
public final class ReferenceTables {
  private static final StructType INPUT =
      new StructType()
          .add("variable", StringType)
          .add("metric", StringType)
          .add("scope", StringType)
          .add("input", StringType)
          .add("own", BooleanType);

  private static final StructType DERIVATION =
      new StructType().add("formula", StringType).add("inputs", DataTypes.createArrayType(INPUT));

  /** Grain: ref_area and the years it was valid. */
  public static final TableDefinition REGIONS =
      new TableDefinition(
          "regions",
          "Regions and the years their codes were valid. Grain: ref_area, valid_from.",
          List.of(
              required("ref_area", StringType, "Region code"),
              required(
                  "panel_area",
                  StringType,
                  "The code under which the region's series is kept across changes of code"),
              required("name", StringType, "Official name"),
              optional("name_en", StringType, "English name"),
              required(
                  "level",
                  StringType,
                  "country, province, prefecture, county, township, village, or the scheme's own"),
              optional("parent", StringType, "Code of the region it belongs to; null at the top"),
              optional("valid_from", DateType, "First day of the code; null when always"),
              optional("valid_to", DateType, "Last day of the code; null while it is in use"),
              optional(
                  "successors",
                  StringType,
                  "Codes that took over, separated by ; each with its share behind a colon where one"
                      + " is declared; code[year] took a part in that year"),
              optional(
                  "children_expected",
                  IntegerType,
                  "How many regions lay right below on its last day; null when not known"),
              required(
                  "neighbours",
                  DataTypes.createArrayType(StringType),
                  "Codes of the regions it borders on"),
              required(
                  "attributes",
                  DataTypes.createMapType(StringType, StringType),
                  "What else the region table says of it, by column")),
          Map.of(
              "validity_is_in_order",
              "valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to"),
          List.of("ref_area"));

  /** Grain: metric. */
  public static final TableDefinition METRICS =
      new TableDefinition(
          "metrics",
          "The catalogue of metrics. Grain: metric.",
          List.of(
              required("metric", StringType, "Metric code"),
              required("name_en", StringType, "English name"),
              optional("name_zh", StringType, "Chinese name"),
              required(
                  "aliases",
                  DataTypes.createArrayType(StringType),
                  "Other names accepted in input"),
              optional("definition", StringType, "What is measured"),
              required("unit_measure", StringType, "Base unit of its values"),
              required("kind", StringType, "stock, flow, average, rate, growth_rate or rank"),
              required("aggregation", StringType, "Rule over regions: sum, weighted_mean or none"),
              optional("aggregation_reason", StringType, "Why that rule"),
              optional(
                  "derivations",
                  DataTypes.createArrayType(DERIVATION),
                  "Identities that give the metric where it is not reported, the preferred first:"
                      + " formula, and for each name in it the metric, the breakdown where it is"
                      + " another than the metric's, and both in words")),
          Map.of(
              "kind_is_known",
              "kind IN ('stock', 'flow', 'average', 'rate', 'growth_rate', 'rank')"),
          List.of("metric"));

  /** Grain: indicator. */
  public static final TableDefinition INDICATOR_CATALOGUE =
      new TableDefinition(
          "indicator_catalogue",
          "The catalogue of indicators. Grain: indicator.",
          List.of(
              required("indicator", StringType, "Indicator id"),
              required("theme", StringType, "Thematic file it stands in"),
              required("name_en", StringType, "English name"),
              optional("name_zh", StringType, "Chinese name"),
              optional("definition", StringType, "What it says, in a sentence"),
              required("unit_measure", StringType, "Unit of its values"),
              optional("decimals", IntegerType, "Digits behind the point when a value is shown"),
              required("direction", StringType, "higher_is_better, lower_is_better or neutral"),
              required("formula", StringType, "Spark SQL expression over the inputs"),
              required(
                  "inputs",
                  StringType,
                  "The inputs in words: metric, scope, shift in time, parent"),
              optional(
                  "input_parts",
                  DataTypes.createArrayType(INPUT),
                  "The same by parts: name in the formula, metric, breakdown where it is another than"
                      + " the value's, in words, and whether the region's own figure is meant"),
              required(
                  "derived",
                  BooleanType,
                  "Whether its values are only implied by a report's own statement"),
              required(
                  "definition_hash",
                  StringType,
                  "Hash of the definition: equal hash, equal meaning"),
              required(
                  "values_hash",
                  StringType,
                  "Hash of all that decides the values: definition, metrics that are read, regions")),
          Map.of(
              "direction_is_known",
              "direction IN ('higher_is_better', 'lower_is_better', 'neutral')"),
          List.of("indicator"));

  private ReferenceTables() {}
}
