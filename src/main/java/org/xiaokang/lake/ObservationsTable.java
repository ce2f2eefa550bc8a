package org.xiaokang.lake;

import static org.xiaokang.lake.ColumnType.Plain.BOOLEAN;
import static org.xiaokang.lake.ColumnType.Plain.DATE;
import static org.xiaokang.lake.ColumnType.Plain.DECIMAL;
import static org.xiaokang.lake.ColumnType.Plain.DOUBLE;
import static org.xiaokang.lake.ColumnType.Plain.INTEGER;
import static org.xiaokang.lake.ColumnType.Plain.LONG;
import static org.xiaokang.lake.ColumnType.Plain.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.ObservationRow;
import org.xiaokang.ingest.Precision;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.lake.TableSchema.Column;

/** What the figures of documents say. */
public final class ObservationsTable {
  private static final ColumnType SHARES =
      new ColumnType.ListOf(
          ColumnType.Struct.of(
              new ColumnType.Field<RegionReading.Share>(
                  "ref_area", TEXT, RegionReading.Share::refArea),
              new ColumnType.Field<>("panel_area", TEXT, RegionReading.Share::seriesArea),
              new ColumnType.Field<>("weight", DOUBLE, RegionReading.Share::weight)));

  /** Grain: source, doc_id, obs_id. */
  public static final TableSchema<ObservationRow> SCHEMA =
      new TableSchema<>(
          "observations",
          "One figure of one document, normalised to base units. Grain: source, doc_id, obs_id.",
          columns(),
          ObservationConditions.ALL,
          List.of("ref_area", "metric"));

  private ObservationsTable() {}

  private static Column<ObservationRow> required(
      String name, ColumnType type, String comment, Function<Observation, Object> cell) {
    return Column.required(name, type, comment, row -> cell.apply(row.standing().observation()));
  }

  private static Column<ObservationRow> optional(
      String name,
      ColumnType type,
      String comment,
      Function<Observation, ? extends @Nullable Object> cell) {
    return Column.optional(name, type, comment, row -> cell.apply(row.standing().observation()));
  }

  private static List<Column<ObservationRow>> columns() {
    List<Column<ObservationRow>> columns = new ArrayList<>();
    columns.addAll(identity());
    columns.addAll(subject());
    columns.addAll(figure());
    columns.addAll(precision());
    columns.addAll(comparison());
    columns.addAll(lineage());
    return columns;
  }

  private static List<Column<ObservationRow>> identity() {
    return List.of(
        required("source", TEXT, "Name of the source in the configuration", Observation::source),
        required("doc_id", TEXT, "Source document", Observation::docId),
        required(
                "obs_id",
                TEXT,
                "The figure's own id, unique within source and document",
                Observation::obsId)
            .ofItsOwn(),
        required(
            "observation_id",
            LONG,
            "xxhash64(source, doc_id, obs_id)",
            Observation::observationId));
  }

  private static List<Column<ObservationRow>> subject() {
    return List.of(
        required(
            "ref_area",
            TEXT,
            "Region code as of the period (regions.ref_area)",
            figure -> figure.region().refArea()),
        required(
            "panel_area",
            TEXT,
            "The code under which the region's series is kept across changes of code",
            figure -> figure.region().seriesArea()),
        required(
            "region_match",
            TEXT,
            "What the code or name as received meant in the period: same; successor (retired, taken"
                + " over); predecessor (the code is younger); split, ended, not_yet (nothing takes its"
                + " place: kept under its own code)",
            figure -> figure.region().match()),
        optional(
            "region_note",
            TEXT,
            "What happened to the code; null when nothing did",
            figure -> figure.region().note()),
        required(
            "shares",
            SHARES,
            "Successors of a split region with their declared shares; empty otherwise",
            figure -> figure.region().shares()),
        required("metric", TEXT, "Metric code (metrics.metric)", Observation::metric),
        required(
            "scope",
            TEXT,
            "Breakdown the figure covers: all, or key=value;key=value, keys sorted",
            Observation::scope),
        required(
            "freq",
            TEXT,
            "SDMX CL_FREQ: A, S, Q, M, D; _O another span, _U not specified",
            figure -> figure.period().freq()),
        required(
            "period_kind",
            TEXT,
            "year, half_year, quarter, month, year_to_date, cumulative, average, point or unknown",
            figure -> figure.period().kind()),
        required(
            "time_period",
            TEXT,
            "SDMX period (2019, 2019-S1, 2019-Q3, 2019-07, 2019-04-30), start/duration for a span,"
                + " ../ or /.. where one end is unknown, _U where both are",
            figure -> figure.period().timePeriod()),
        optional(
            "period_start",
            DATE,
            "First day of the period; null when unknown",
            figure -> figure.period().start()),
        optional(
            "period_end",
            DATE,
            "Last day of the period; null when unknown",
            figure -> figure.period().end()));
  }

  private static List<Column<ObservationRow>> figure() {
    return List.of(
        required("obs_value", DECIMAL, "Value in unit_measure, exact", Observation::value)
            .ofItsOwn(),
        required("unit_measure", TEXT, "Base unit of obs_value", Observation::unit),
        required(
                "value_printed",
                TEXT,
                "Value as printed in the document",
                Observation::valuePrinted)
            .ofItsOwn(),
        required("unit_printed", TEXT, "Unit as printed in the document", Observation::unitPrinted),
        optional(
            "decimals",
            INTEGER,
            "Digits printed after the decimal point; null in scientific notation",
            Observation::decimals),
        optional(
            "half_unit",
            DECIMAL,
            "Half of the last printed digit, in unit_measure: the rounding tolerance of obs_value",
            Observation::roundingTolerance),
        required(
            "qualifier",
            TEXT,
            "exact, approx, at_least, at_most, above, below (both without the figure itself) or nearly",
            Observation::qualifier),
        required(
            "obs_status",
            TEXT,
            "SDMX CL_OBS_STATUS: A normal; E estimated, not an exact figure",
            Observation::obsStatus),
        optional("published_on", DATE, "When the document was published", Observation::publishedOn),
        optional("locator", TEXT, "Where in the document the figure stands", Observation::locator),
        optional(
            "confidence", DOUBLE, "Confidence of the extraction, 0 to 1", Observation::confidence),
        optional("note", TEXT, "Remark that came with the figure", Observation::note));
  }

  private static List<Column<ObservationRow>> precision() {
    return List.of(
        required(
            "origin",
            TEXT,
            "reported: a document prints the figure; estimated: it was estimated of households or a"
                + " published distribution",
            Observation::origin),
        ofEstimate(
            "standard_error",
            DOUBLE,
            "Standard error of an estimate, in unit_measure; null where it is not known",
            Precision::standardError),
        ofEstimate(
            "ci_low",
            DOUBLE,
            "Lower end of its confidence interval, in unit_measure",
            Precision::low),
        ofEstimate(
            "ci_high",
            DOUBLE,
            "Upper end of its confidence interval, in unit_measure",
            Precision::high),
        ofEstimate(
            "sample_size",
            LONG,
            "Rows of the sample that it was made of; null of tables",
            Precision::sampleSize),
        ofEstimate(
            "effective_sample_size",
            DOUBLE,
            "Rows of a simple random sample that were as sure",
            Precision::effectiveSampleSize),
        ofEstimate(
            "method",
            TEXT,
            "How it was estimated (line, curve, standard error), and why it has no error; null where"
                + " reported",
            Precision::method));
  }

  private static Column<ObservationRow> ofEstimate(
      String name,
      ColumnType type,
      String comment,
      Function<Precision, ? extends @Nullable Object> cell) {
    return optional(
        name,
        type,
        comment,
        figure -> figure.precision() == null ? null : cell.apply(figure.precision()));
  }

  private static List<Column<ObservationRow>> comparison() {
    return List.of(
        Column.required(
            "preferred",
            BOOLEAN,
            "Whether indicators use this one of several figures for the same area, metric, scope and period"
                + " (of one document where the period is _U)",
            row -> row.standing().preferred()),
        Column.required(
            "stated_by",
            INTEGER,
            "How many figures there are for the same area, metric, scope and period (of one document where"
                + " the period is _U); 1: no conflict",
            row -> row.standing().reportCount()),
        Column.optional(
            "relative_difference",
            DOUBLE,
            "(obs_value - the preferred one's) / abs(the preferred one's), a ratio; 0 for the preferred one and"
                + " the same value; null without a conflict, and against a preferred zero",
            row -> row.standing().relativeDifference()));
  }

  private static List<Column<ObservationRow>> lineage() {
    return List.of(
        Column.required(
            "source_file",
            TEXT,
            "File the figure was read from, or Delta or database table",
            ObservationRow::file),
        Column.optional(
            "source_line",
            LONG,
            "First line of its row in the file, from 1; null where the source has no lines",
            ObservationRow::line),
        Column.required(
            "revision",
            INTEGER,
            "1 for what the figure said first, then up; what it said before stands in"
                + " observation_history",
            ObservationRow::revision),
        Column.required(
            "from_run", TEXT, "Run that brought this revision", ObservationRow::fromRun),
        Column.required("began_by", TEXT, RevisionColumns.BEGAN_BY, row -> row.beganBy().code()));
  }
}
