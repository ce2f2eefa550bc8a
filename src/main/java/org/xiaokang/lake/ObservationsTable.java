package org.xiaokang.lake;

import static org.xiaokang.lake.TableSchema.Column.optional;
import static org.xiaokang.lake.TableSchema.Column.required;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.lake.ColumnType.Field;
import org.xiaokang.lake.ColumnType.ListOf;
import org.xiaokang.lake.ColumnType.Plain;
import org.xiaokang.lake.ColumnType.Struct;
import org.xiaokang.lake.TableSchema.Condition;

/** The table observations. */
public final class ObservationsTable {
  private static final ColumnType SHARES =
      new ListOf(
          Struct.of(
              new Field<>("ref_area", Plain.TEXT, RegionReading.Share::refArea),
              new Field<>("panel_area", Plain.TEXT, RegionReading.Share::seriesArea),
              new Field<>("weight", Plain.DOUBLE, RegionReading.Share::weight)));

  private static final Set<String> MATCHES =
      Set.of("same", "successor", "merged", "predecessor", "split", "ended", "not_yet");
  private static final Set<String> QUALIFIERS =
      Set.of("exact", "approx", "at_least", "at_most", "nearly");
  private static final Set<String> CAUSES =
      Set.of("first report", "correction", "reading", "return");

  /** Grain: source, doc_id, obs_id. */
  public static final TableSchema<ObservationRow> SCHEMA =
      new TableSchema<>(
          "observations",
          "One figure of one document, normalised to base units. Grain: source, doc_id, obs_id.",
          List.of(
              required("source", Plain.TEXT, "Name of the source in the configuration", figure(Observation::source)),
              required("doc_id", Plain.TEXT, "Source document", figure(Observation::docId)),
              required("obs_id", Plain.TEXT, "The figure's own id, unique within source and document", figure(Observation::obsId)),
              required("observation_id", Plain.LONG, "xxhash64(source, doc_id, obs_id)", figure(Observation::observationId)),
              required("ref_area", Plain.TEXT, "Region code as of the period (regions.ref_area)", figure(one -> one.region().refArea())),
              required("panel_area", Plain.TEXT, "The code under which the region's series is kept across changes of code", figure(one -> one.region().seriesArea())),
              required("region_match", Plain.TEXT, "What the code or name as received meant in the period: same; successor (retired, taken" + " over); predecessor (the code is younger); split, ended, not_yet (nothing takes its" + " place: kept under its own code)", figure(one -> one.region().match())),
              optional("region_note", Plain.TEXT, "What happened to the code; null when nothing did", figure(one -> one.region().note())),
              required("shares", SHARES, "Successors of a split region with their declared shares; empty otherwise", figure(one -> one.region().shares())),
              required("metric", Plain.TEXT, "Metric code (metrics.metric)", figure(Observation::metric)),
              required("scope", Plain.TEXT, "Breakdown the figure covers: all, or key=value;key=value, keys sorted", figure(Observation::scope)),
              required("freq", Plain.TEXT, "SDMX CL_FREQ: A, S, Q, M, D; _O another span, _U not specified", figure(one -> one.period().freq())),
              required("period_kind", Plain.TEXT, "year, half_year, quarter, month, year_to_date, cumulative, average, point or unknown", figure(one -> one.period().kind())),
              required("time_period", Plain.TEXT, "SDMX period (2019, 2019-S1, 2019-Q3, 2019-07, 2019-04-30), start/duration for a span," + " ../ or /.. where one end is unknown, _U where both are", figure(one -> one.period().timePeriod())),
              optional("period_start", Plain.DATE, "First day of the period; null when unknown", figure(one -> one.period().start())),
              optional("period_end", Plain.DATE, "Last day of the period; null when unknown", figure(one -> one.period().end())),
              required("obs_value", Plain.DECIMAL, "Value in unit_measure, exact", figure(Observation::value)),
              required("unit_measure", Plain.TEXT, "Base unit of obs_value", figure(Observation::unit)),
              required("value_printed", Plain.TEXT, "Value as printed in the document", figure(Observation::valuePrinted)),
              required("unit_printed", Plain.TEXT, "Unit as printed in the document", figure(Observation::unitPrinted)),
              optional("decimals", Plain.INTEGER, "Digits printed after the decimal point; null in scientific notation", figure(Observation::decimals)),
              optional("half_unit", Plain.DECIMAL, "Half of the last printed digit, in unit_measure: the rounding tolerance of obs_value", figure(Observation::roundingTolerance)),
              required("qualifier", Plain.TEXT, "exact, approx, at_least, at_most or nearly", figure(Observation::qualifier)),
              required("obs_status", Plain.TEXT, "SDMX CL_OBS_STATUS: A normal; E estimated, not an exact figure", figure(Observation::obsStatus)),
              optional("published_on", Plain.DATE, "When the document was published", figure(Observation::publishedOn)),
              optional("locator", Plain.TEXT, "Where in the document the figure stands", figure(Observation::locator)),
              optional("confidence", Plain.DOUBLE, "Confidence of the extraction, 0 to 1", figure(Observation::confidence)),
              optional("note", Plain.TEXT, "Remark that came with the figure", figure(Observation::note)),
              required("preferred", Plain.BOOLEAN, "Whether indicators use this one of several figures for the same area, metric, scope and period" + " (of one document where the period is _U)", row -> row.standing().preferred()),
              required("stated_by", Plain.INTEGER, "How many figures there are for the same area, metric, scope and period (of one document where" + " the period is _U); 1: no conflict", row -> row.standing().reportCount()),
              optional("relative_difference", Plain.DOUBLE, "(obs_value - the preferred one's) / abs(the preferred one's), a ratio; 0 for the preferred one and" + " the same value; null without a conflict, and against a preferred zero", row -> row.standing().relativeDifference()),
              required(
                  "source_file",
                  Plain.TEXT,
                  "File the row was read from, or Delta or database table",
                  ObservationRow::file),
              optional(
                  "source_line",
                  Plain.LONG,
                  "First line of the row in the file, from 1; null where the source has no lines",
                  ObservationRow::line),
              required(
                  "revision",
                  Plain.INTEGER,
                  "1 for what the figure said first, then up; what it said before stands in"
                      + " observation_history",
                  ObservationRow::revision),
              required(
                  "valid_from_run",
                  Plain.TEXT,
                  "Run that brought this revision; a release's id where one run did all",
                  ObservationRow::validFromRun),
              required(
                  "began_by",
                  Plain.TEXT,
                  "first report; correction: printed otherwise; reading: printed the same, read"
                      + " otherwise (catalogue, regions, program); return: it had been withdrawn",
                  ObservationRow::beganBy)),
          List.of(
              new Condition<>(
                  "region_match_is_known",
                  "region_match IN ('same', 'successor', 'merged', 'predecessor', 'split', 'ended', 'not_yet')",
                  row -> MATCHES.contains(row.observation().region().match())),
              new Condition<>(
                  "shares_follow_a_split",
                  "size(shares) = 0 OR region_match = 'split'",
                  row -> followASplit(row.observation().region())),
              PeriodConditions.<ObservationRow>freqIsKnown(row -> row.observation().period().freq()),
              PeriodConditions.<ObservationRow>kindIsKnown(row -> row.observation().period().kind()),
              PeriodConditions.<ObservationRow>isInOrder(row -> row.observation().period()),
              new Condition<>(
                  "qualifier_is_known",
                  "qualifier IN ('exact', 'approx', 'at_least', 'at_most', 'nearly')",
                  row -> QUALIFIERS.contains(row.observation().qualifier())),
              new Condition<>(
                  "status_follows_qualifier",
                  "obs_status IN ('A', 'E') AND (obs_status = 'A') = (qualifier = 'exact')",
                  row ->
                      row.observation().obsStatus().equals("A")
                          == row.observation().qualifier().equals("exact")),
              new Condition<>(
                  "half_unit_is_not_negative",
                  "half_unit IS NULL OR half_unit >= 0",
                  row -> isNotNegative(row.observation())),
              new Condition<>(
                  "stated_by_itself_at_least",
                  "stated_by >= 1",
                  row -> row.standing().reportCount() >= 1),
              new Condition<>(
                  "alone_is_preferred",
                  "stated_by > 1 OR (preferred AND relative_difference IS NULL)",
                  row -> row.standing().reportCount() > 1 || isAlone(row.standing())),
              new Condition<>(
                  "preferred_does_not_differ",
                  "stated_by = 1 OR NOT preferred OR coalesce(relative_difference = 0, false)",
                  row -> doesNotDiffer(row.standing())),
              new Condition<>("counts_from_one", "revision >= 1", row -> row.revision() >= 1),
              new Condition<>(
                  "began_by_is_known",
                  "began_by IN ('first report', 'correction', 'reading', 'return')",
                  row -> CAUSES.contains(row.beganBy()))),
          List.of("ref_area", "metric"));

  private ObservationsTable() {}

  private static Function<ObservationRow, @Nullable Object> figure(
      Function<Observation, ? extends @Nullable Object> cell) {
    return row -> cell.apply(row.observation());
  }

  private static boolean followASplit(RegionReading region) {
    return region.shares().isEmpty() || region.match().equals("split");
  }

  private static boolean isNotNegative(Observation observation) {
    return observation.roundingTolerance() == null
        || observation.roundingTolerance().signum() >= 0;
  }

  private static boolean isAlone(StandingObservation one) {
    return one.preferred() && one.relativeDifference() == null;
  }

  private static boolean doesNotDiffer(StandingObservation one) {
    Double difference = one.relativeDifference();
    return one.reportCount() == 1 || !one.preferred() || (difference != null && difference == 0);
  }
}
