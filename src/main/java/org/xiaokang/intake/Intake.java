package org.xiaokang.intake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.map_keys;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** RAW rows to observations, rejected rows and their counts. Nothing is lost on the way. */
public final class Intake {
  private static final List<String> JUDGED =
      List.of("observation", "reasons", "duplicate", "superseded");

  private Intake() {}

  /**
   * Every raw row, its contract columns trimmed, with observation (a STRUCT of the OBSERVATIONS
   * columns up to note, null where they could not be read), reasons (empty for a good row),
   * duplicate (it repeats the row that stands) and superseded (what its source says later stands
   * instead); {@link Repeats} tells which. One shuffle.
   */
  public static Dataset<Row> judge(Dataset<Row> raw, Lookups lookups) {
    Dataset<Row> read =
        Contract.require(raw, "intake", Contract.RAW)
            .transform(Intake::clean)
            .transform(Repeats::mark)
            .transform(Periods::parse)
            .transform(Intake::withKeys)
            .transform(rows -> Figures.resolve(rows, lookups))
            .transform(Values::parse)
            // Last: a filter on the reasons stops above this join. Pushed down further, it would
            // copy every expression below into itself, many times over.
            .transform(rows -> Regions.resolve(rows, lookups));
    List<Column> judged = new ArrayList<>(List.of(Contract.all(Contract.RAW)));
    judged.add(observation().as("observation"));
    judged.add(
        when(col("malformed").isNotNull(), Reasons.all(Checks.ofMalformed()))
            .when(col("_withdraws"), Reasons.all(Checks.ofWithdrawal()))
            .otherwise(Reasons.all(Checks.ofRow()))
            .as("reasons"));
    judged.add(col("duplicate"));
    judged.add(col("superseded"));
    return read.select(judged.toArray(Column[]::new));
  }

  /**
   * The rows without a reason, each once: OBSERVATIONS. One shuffle more.
   *
   * @param ranks the ranks of the sources that have one, by name: 1 goes first
   */
  public static Dataset<Row> observations(Dataset<Row> judged, Map<String, Integer> ranks) {
    return preferred(figures(judged), ranks);
  }

  /**
   * The same judged rows with only what becomes of them, so that they can be kept at half the size:
   * the observation of those that are one, the columns of REJECTED_METRICS of those that are
   * refused, and null for the rest.
   */
  public static Dataset<Row> outcomes(Dataset<Row> judged) {
    List<Column> columns = new ArrayList<>();
    columns.add(when(isObserved(), col("observation")).as("observation"));
    columns.add(col("duplicate"));
    columns.add(col("superseded"));
    for (String name : Contract.REJECTED) { // reasons tell which of the two a row is
      columns.add(name.equals("reasons") ? col(name) : when(isRejected(), col(name)).as(name));
    }
    return Contract.require(judged, "outcomes", JUDGED).select(columns.toArray(Column[]::new));
  }

  /** The rows without a reason, each once: OBSERVATIONS but for what {@link #preferred} adds. */
  public static Dataset<Row> figures(Dataset<Row> judged) {
    return Contract.require(judged, "observations", JUDGED)
        .filter(isObserved())
        .select("observation.*");
  }

  /** Figures, each with its place among those of the same {@link #rivals}. One shuffle. */
  public static Dataset<Row> preferred(Dataset<Row> figures, Map<String, Integer> ranks) {
    return Precedence.mark(figures, ranks);
  }

  /** Of figures: a BIGINT that is the same for all of which one is preferred. */
  public static Column rivals() {
    return xxhash64(Precedence.key());
  }

  /**
   * Of rows as received: a BIGINT that is the same for all rows of one figure, its observation_id;
   * null where the row does not say which figure it is.
   */
  public static Column figure() {
    Column[] id = {col("source"), Text.clean(col("doc_id")), Text.clean(col("obs_id"))};
    return when(
        col("malformed").isNull().and(id[1].isNotNull()).and(id[2].isNotNull()), xxhash64(id));
  }

  /** Of rows of REJECTED_METRICS: the same. */
  public static Column rejectedFigure() {
    Column malformed =
        exists(col("reasons"), reason -> reason.getField("code").equalTo("malformed"));
    return when(
        not(malformed).and(col("doc_id").isNotNull()).and(col("obs_id").isNotNull()),
        xxhash64(col("source"), col("doc_id"), col("obs_id")));
  }

  /** Of rows as received: a BIGINT that tells their contents apart, file and all. */
  public static Column content() {
    List<Column> cells = new ArrayList<>(List.of(col("source"), col("source_file")));
    Stream.concat(Contract.COLUMNS.stream(), Stream.of("malformed"))
        .forEach(name -> cells.add(coalesce(col(name), lit("\u0001"))));
    cells.add(map_keys(col("received")));
    // A null beside a value would hash like the value beside the null.
    cells.add(transform(map_values(col("received")), cell -> coalesce(cell, lit("\u0001"))));
    return xxhash64(cells.toArray(Column[]::new));
  }

  /** The rows with reasons, each once: REJECTED_METRICS. */
  public static Dataset<Row> rejected(Dataset<Row> judged) {
    return Contract.require(judged, "rejected", JUDGED)
        .filter(isRejected())
        .select(Contract.all(Contract.REJECTED));
  }

  /** One row of five BIGINT columns: read, observed, rejected, duplicates, superseded. */
  public static Dataset<Row> counts(Dataset<Row> judged) {
    return Contract.require(judged, "counts", JUDGED)
        .agg(
            count(lit(1)).as("read"),
            count_if(isObserved()).as("observed"),
            count_if(isRejected()).as("rejected"),
            count_if(col("duplicate")).as("duplicates"),
            count_if(col("superseded")).as("superseded"));
  }

  /** Of RAW rows one row of two BIGINT columns: duplicates, superseded. One shuffle. */
  public static Dataset<Row> repeats(Dataset<Row> raw) {
    return Contract.require(raw, "intake", Contract.RAW)
        .transform(Intake::clean)
        .transform(Repeats::mark)
        .agg(
            count_if(col("duplicate")).as("duplicates"),
            count_if(col("superseded")).as("superseded"));
  }

  private static Column isObserved() {
    return stands().and(size(col("reasons")).equalTo(0));
  }

  private static Column isRejected() {
    return stands().and(size(col("reasons")).gt(0));
  }

  private static Column stands() {
    return not(col("duplicate").or(col("superseded")));
  }

  private static Dataset<Row> clean(Dataset<Row> raw) {
    Stage stage = new Stage();
    Contract.COLUMNS.forEach(column -> stage.with(column, Text.clean(col(column))));
    return stage.of(raw);
  }

  /** What follows from one column alone. */
  private static Dataset<Row> withKeys(Dataset<Row> rows) {
    return new Stage()
        .with("_metric_key", Keys.key(col("metric_code")))
        .with("_unit_key", Keys.key(col("unit")))
        .with("_code_key", Keys.key(col("region_code")))
        .with("_name_key", Keys.key(col("region_name")))
        .with("_parent_key", Keys.key(col("region_parent")))
        .with("_level_key", Keys.key(col("region_level")))
        .with("_day", Regions.day())
        .with("_number", Values.number(col("value")))
        .with("_scope", Scopes.normal(col("scope")))
        .with("_qualifier", qualifier())
        .with("_confidence", confidence())
        .with("_undecoded", Checks.undecodedRow())
        .of(rows);
  }

  private static Column qualifier() {
    Column stated = lower(translate(col("qualifier"), "- ", "__"));
    return when(col("qualifier").isNull(), "exact")
        .when(stated.isin("exact", "approx", "at_least", "at_most", "nearly"), stated);
  }

  private static Column confidence() {
    Column number =
        when(
            col("confidence").rlike("^[0-9.]+([eE]-?[0-9]+)?$"),
            col("confidence").try_cast("double"));
    return when(number.between(0, 1), number);
  }

  private static Column observation() {
    return struct(
        col("source"),
        col("doc_id"),
        col("obs_id"),
        xxhash64(col("source"), col("doc_id"), col("obs_id")).as("observation_id"),
        col("ref_area"),
        col("_reading.panel_area"),
        col("_reading.match").as("region_match"),
        col("_reading.note").as("region_note"),
        col("_reading.shares"),
        col("metric"),
        col("_scope").as("scope"),
        col("freq"),
        col("_kind").as("period_kind"),
        col("time_period"),
        col("_start").as("period_start"),
        col("_end").as("period_end"),
        col("obs_value"),
        col("unit_measure"),
        col("value").as("value_printed"),
        col("unit").as("unit_printed"),
        col("decimals"),
        col("half_unit"),
        col("_qualifier").as("qualifier"),
        when(col("_qualifier").equalTo("exact"), "A").otherwise("E").as("obs_status"),
        col("_published").as("published_on"),
        col("locator"),
        col("_confidence").as("confidence"),
        col("note"));
  }
}
