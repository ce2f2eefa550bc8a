package org.xiaokang.tables;

import static java.util.Map.entry;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.xiaokang.tables.TableDefinition.Column.optional;
import static org.xiaokang.tables.TableDefinition.Column.required;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What comes in: rows as received, rows refused, and the observations that the others became. */
public final class IntakeTables {
  static final String PERIOD_KIND_IS_KNOWN =
      "period_kind IN ('year', 'half_year', 'quarter', 'month', 'year_to_date', 'cumulative', 'average', 'point', 'unknown')";
  static final String PERIOD_IS_IN_ORDER =
      "period_start IS NULL OR period_end IS NULL OR period_start <= period_end";

  /** Exact decimals: 20 digits before the point, 18 behind it. */
  public static final DataType DECIMAL = DataTypes.createDecimalType(38, 18);

  /** A row as received, by its own column names. */
  public static final DataType RECEIVED = DataTypes.createMapType(StringType, StringType);

  /** Why a row was refused: one entry per fault. */
  public static final DataType REASONS =
      DataTypes.createArrayType(
          new StructType()
              .add("code", StringType)
              .add("column", StringType)
              .add("value", StringType)
              .add("expected", StringType));

  /** Regions that took over a divided one, each with its declared share, above 0, at most 1. */
  public static final DataType SHARES =
      DataTypes.createArrayType(
          new StructType()
              .add("ref_area", StringType)
              .add("panel_area", StringType)
              .add("weight", DoubleType));

  /** Grain: one input row of one run. */
  public static final TableDefinition RAW_METRICS =
      new TableDefinition(
          "raw_metrics",
          "Every input row as received, mapped to the contract's columns but not yet judged. Grain: input row.",
          List.of(
              required("source", StringType, "Name of the source in the configuration"),
              optional(
                  "source_file",
                  StringType,
                  "File the row was read from, or Delta or database table"),
              optional("doc_id", StringType, "Source document, as received"),
              optional("obs_id", StringType, "The row's own id within the source, as received"),
              optional("region_code", StringType, "Region code, as received"),
              optional("region_name", StringType, "Region name, as received"),
              optional(
                  "region_parent", StringType, "Name or code of the region's parent, as received"),
              optional("region_level", StringType, "Level of the region, as received"),
              optional("metric_code", StringType, "Metric code or alias, as received"),
              optional("scope", StringType, "Breakdown the figure covers, as received"),
              optional("period_start", StringType, "First day of the period, as received"),
              optional("period_end", StringType, "Last day of the period, as received"),
              optional("period_kind", StringType, "Kind of period, as received"),
              optional("value", StringType, "Value as printed"),
              optional("unit", StringType, "Unit as printed"),
              optional("qualifier", StringType, "Qualifier of the value, as received"),
              optional("published_on", StringType, "Publication date, as received"),
              optional(
                  "locator", StringType, "Where in the document the figure stands, as received"),
              optional("confidence", StringType, "Confidence of the extraction, as received"),
              optional("note", StringType, "Remark, as received"),
              optional("action", StringType, "I, A, R, M or blank: reported; D: withdrawn"),
              optional(
                  "malformed", StringType, "Text of a row that could not be split into columns"),
              optional("received", RECEIVED, "The whole row by its own column names"),
              required("run_id", StringType, "Run that wrote the row (releases.release_id)")),
          Map.of(),
          List.of("source", "doc_id"));

  /** Grain: one refused input row. */
  public static final TableDefinition REJECTED_METRICS =
      new TableDefinition(
          "rejected_metrics",
          "Input rows that became no observation, each with every reason. Grain: input row.",
          List.of(
              required("source", StringType, "Name of the source in the configuration"),
              optional(
                  "source_file",
                  StringType,
                  "File the row was read from, or Delta or database table"),
              optional("doc_id", StringType, "Source document, as received"),
              optional("obs_id", StringType, "The row's own id within the source, as received"),
              optional("region_code", StringType, "Region code, as received"),
              optional("region_name", StringType, "Region name, as received"),
              optional("metric_code", StringType, "Metric code or alias, as received"),
              optional("period_start", StringType, "First day of the period, as received"),
              optional("period_end", StringType, "Last day of the period, as received"),
              optional("value", StringType, "Value as printed"),
              optional("unit", StringType, "Unit as printed"),
              required(
                  "reasons",
                  REASONS,
                  "Every fault: reason code, offending column, its value, what was expected"),
              optional("received", RECEIVED, "The whole row by its own column names")),
          Map.of("has_a_reason", "size(reasons) > 0"),
          List.of("source", "doc_id"));

  /** Grain: source, doc_id, obs_id. */
  public static final TableDefinition OBSERVATIONS =
      new TableDefinition(
          "observations",
          "One figure of one document, normalised to base units. Grain: source, doc_id, obs_id.",
          List.of(
              required("source", StringType, "Name of the source in the configuration"),
              required("doc_id", StringType, "Source document"),
              required(
                  "obs_id", StringType, "The figure's own id, unique within source and document"),
              required("observation_id", LongType, "xxhash64(source, doc_id, obs_id)"),
              required("ref_area", StringType, "Region code as of the period (regions.ref_area)"),
              required(
                  "panel_area",
                  StringType,
                  "The code under which the region's series is kept across changes of code"),
              required(
                  "region_match",
                  StringType,
                  "What the code or name as received meant in the period: same; successor (retired, taken"
                      + " over); predecessor (the code is younger); split, ended, not_yet (nothing takes its"
                      + " place: kept under its own code)"),
              optional(
                  "region_note", StringType, "What happened to the code; null when nothing did"),
              required(
                  "shares",
                  SHARES,
                  "Successors of a split region with their declared shares; empty otherwise"),
              required("metric", StringType, "Metric code (metrics.metric)"),
              required(
                  "scope",
                  StringType,
                  "Breakdown the figure covers: all, or key=value;key=value, keys sorted"),
              required(
                  "freq",
                  StringType,
                  "SDMX CL_FREQ: A, S, Q, M, D; _O another span, _U not specified"),
              required(
                  "period_kind",
                  StringType,
                  "year, half_year, quarter, month, year_to_date, cumulative, average, point or unknown"),
              required(
                  "time_period",
                  StringType,
                  "SDMX period (2019, 2019-S1, 2019-Q3, 2019-07, 2019-04-30), start/duration for a span,"
                      + " ../ or /.. where one end is unknown, _U where both are"),
              optional("period_start", DateType, "First day of the period; null when unknown"),
              optional("period_end", DateType, "Last day of the period; null when unknown"),
              required("obs_value", DECIMAL, "Value in unit_measure, exact"),
              required("unit_measure", StringType, "Base unit of obs_value"),
              required("value_printed", StringType, "Value as printed in the document"),
              required("unit_printed", StringType, "Unit as printed in the document"),
              optional(
                  "decimals",
                  IntegerType,
                  "Digits printed after the decimal point; null in scientific notation"),
              optional(
                  "half_unit",
                  DECIMAL,
                  "Half of the last printed digit, in unit_measure: the rounding tolerance of obs_value"),
              required("qualifier", StringType, "exact, approx, at_least, at_most or nearly"),
              required(
                  "obs_status",
                  StringType,
                  "SDMX CL_OBS_STATUS: A normal; E estimated, not an exact figure"),
              optional("published_on", DateType, "When the document was published"),
              optional("locator", StringType, "Where in the document the figure stands"),
              optional("confidence", DoubleType, "Confidence of the extraction, 0 to 1"),
              optional("note", StringType, "Remark that came with the figure"),
              required(
                  "preferred",
                  BooleanType,
                  "Whether indicators use this one of several figures for the same area, metric, scope and period"
                      + " (of one document where the period is _U)"),
              required(
                  "stated_by",
                  IntegerType,
                  "How many figures there are for the same area, metric, scope and period (of one document where"
                      + " the period is _U); 1: no conflict"),
              optional(
                  "relative_difference",
                  DoubleType,
                  "(obs_value - the preferred one's) / abs(the preferred one's), a ratio; 0 for the preferred one and"
                      + " the same value; null without a conflict, and against a preferred zero")),
          Map.ofEntries(
              entry(
                  "region_match_is_known",
                  "region_match IN ('same', 'successor', 'merged', 'predecessor', 'split', 'ended', 'not_yet')"),
              entry("shares_follow_a_split", "size(shares) = 0 OR region_match = 'split'"),
              entry("freq_is_known", "freq IN ('A', 'S', 'Q', 'M', 'D', '_O', '_U')"),
              entry("period_kind_is_known", PERIOD_KIND_IS_KNOWN),
              entry("period_is_in_order", PERIOD_IS_IN_ORDER),
              entry(
                  "qualifier_is_known",
                  "qualifier IN ('exact', 'approx', 'at_least', 'at_most', 'nearly')"),
              entry("obs_status_is_known", "obs_status IN ('A', 'E')"),
              entry("status_follows_qualifier", "(obs_status = 'A') = (qualifier = 'exact')"),
              entry("half_unit_is_not_negative", "half_unit IS NULL OR half_unit >= 0"),
              entry("stated_by_itself_at_least", "stated_by >= 1"),
              entry(
                  "alone_is_preferred",
                  "stated_by > 1 OR (preferred AND relative_difference IS NULL)"),
              entry(
                  "preferred_does_not_differ",
                  "stated_by = 1 OR NOT preferred OR relative_difference <=> 0D")),
          List.of("ref_area", "metric"));

  /** Grain: source, doc_id, obs_id, revision. */
  public static final TableDefinition OBSERVATION_REVISIONS =
      new TableDefinition(
          "observation_revisions",
          "What each figure said from one run to another. Grain: source, doc_id, obs_id, revision.",
          List.of(
              required("source", StringType, "Name of the source in the configuration"),
              required("doc_id", StringType, "Source document"),
              required("obs_id", StringType, "The figure's own id within source and document"),
              required("revision", IntegerType, "1 for the first, then up"),
              required(
                  "from_run",
                  StringType,
                  "Run that brought it; a release's id where one run did all"),
              optional(
                  "to_run",
                  StringType,
                  "Run that ended it; null while it is what observations say"),
              required(
                  "began_by",
                  StringType,
                  "first report; correction: printed otherwise; reading: printed the same, read otherwise"
                      + " (catalogue, regions, program); return: it had been withdrawn"),
              optional(
                  "ended_by",
                  StringType,
                  "correction, reading or withdrawal; null while it goes on"),
              required("observation_id", LongType, "As in observations"),
              required("ref_area", StringType, "Region code as of the period"),
              required("metric", StringType, "Metric code"),
              required("scope", StringType, "Breakdown the figure covers"),
              required("period_kind", StringType, "Kind of period, as in observations"),
              required("time_period", StringType, "SDMX period, as in observations"),
              required("obs_value", DECIMAL, "Value in unit_measure, exact"),
              required("unit_measure", StringType, "Base unit of obs_value"),
              required("value_printed", StringType, "Value as printed in the document"),
              required("unit_printed", StringType, "Unit as printed in the document"),
              required("qualifier", StringType, "exact, approx, at_least, at_most or nearly")),
          Map.of(
              "counts_from_one", "revision >= 1",
              "began_by_is_known",
                  "began_by IN ('first report', 'correction', 'reading', 'return')",
              "ended_by_is_known",
                  "ended_by IS NULL OR ended_by IN ('correction', 'reading', 'withdrawal')",
              "ends_for_a_reason", "(to_run IS NULL) = (ended_by IS NULL)"),
          List.of("source", "doc_id"));

  /** Grain: source, path. */
  public static final TableDefinition SOURCE_FILES =
      new TableDefinition(
          "source_files",
          "The files that were read, by content. Grain: source, path.",
          List.of(
              required("source", StringType, "Name of the source in the configuration"),
              required("path", StringType, "File, folder of a Delta table, or database and table"),
              required("size_bytes", LongType, "Size in bytes; 0 of a database"),
              required(
                  "modified_at", TimestampType, "When this content was written, as first seen"),
              required(
                  "checksum",
                  StringType,
                  "sha256: and hexadecimal digits; of a Delta table version: and its number and the table's id; of a database"
                      + " rows:, columns:, latest: (watermark) and recent: (hash of rows)"),
              optional(
                  "reading",
                  StringType,
                  "Hash of how its rows are read: the source's declaration, ranks, units, metrics, regions"),
              required("run_id", StringType, "Run that first read this content")),
          Map.of("size_is_not_negative", "size_bytes >= 0"),
          List.of("source"));

  private IntakeTables() {}
}
