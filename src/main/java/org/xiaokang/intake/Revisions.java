package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What each figure said from one run to another. */
public final class Revisions {
  private static final List<String> ID = List.of("source", "doc_id", "obs_id");

  /** What was received: if it is the same, a difference is ours. */
  private static final List<String> RECEIVED =
      List.of("value_printed", "unit_printed", "qualifier");

  /** What a figure says; another of these is another revision. */
  private static final List<String> SAID =
      List.of(
          "observation_id",
          "ref_area",
          "metric",
          "scope",
          "period_kind",
          "time_period",
          "obs_value",
          "unit_measure",
          "value_printed",
          "unit_printed",
          "qualifier");

  private Revisions() {}

  /**
   * The history after a run: rows that go on, rows that ended with it, and rows that it began.
   *
   * @param known the table observation_revisions as of the release before
   * @param observations the observations of this run
   * @param runId the run
   */
  public static Dataset<Row> of(Dataset<Row> known, Dataset<Row> observations, String runId) {
    Dataset<Row> past = known.filter(col("to_run").isNotNull());
    Dataset<Row> last =
        known
            .groupBy(columns(ID))
            .agg(
                max("revision").as("last_revision"),
                max_by(struct(col("*")), col("revision")).as("then"));
    List<Column> figure = new ArrayList<>();
    SAID.forEach(name -> figure.add(col(name)));
    Dataset<Row> now =
        observations.select(
            col("source"),
            col("doc_id"),
            col("obs_id"),
            struct(figure.toArray(Column[]::new)).as("now"));
    Dataset<Row> met = now.join(last, ID.toArray(String[]::new), "full_outer");
    Column isOpen = col("then").isNotNull().and(col("then.to_run").isNull());
    Column same = isOpen.and(col("now").isNotNull()).and(equal(SAID));
    Column goesOn = when(same, col("then"));
    Column ended =
        when(
            isOpen.and(not(coalesce(same, lit(false)))),
            row(
                "then",
                col("then.revision"),
                col("then.from_run"),
                lit(runId),
                col("then.began_by"),
                when(col("now").isNull(), "withdrawal")
                    .when(equal(RECEIVED), "reading")
                    .otherwise("correction")));
    Column began =
        when(
            col("now").isNotNull().and(not(coalesce(same, lit(false)))),
            row(
                "now",
                coalesce(col("last_revision"), lit(0)).plus(1),
                lit(runId),
                lit(null).cast("string"),
                when(col("then").isNull(), "first report")
                    .when(not(isOpen), "return")
                    .when(equal(RECEIVED), "reading")
                    .otherwise("correction"),
                lit(null).cast("string")));
    // In two steps: explode asks its array for its type at each row, and one that is made in it
    // takes long to answer.
    Dataset<Row> present =
        met.select(array(goesOn, ended, began).as("rows"))
            .select(explode(col("rows")).as("row"))
            .filter(col("row").isNotNull())
            .select("row.*");
    return past.unionByName(present);
  }

  private static Column equal(List<String> names) {
    Column equal = lit(true);
    for (String name : names) {
      equal = equal.and(col("then." + name).eqNullSafe(col("now." + name)));
    }
    return equal;
  }

  private static Column row(
      String side, Column revision, Column from, Column to, Column began, Column ended) {
    List<Column> cells = new ArrayList<>();
    ID.forEach(name -> cells.add(col(name)));
    cells.add(revision.as("revision"));
    cells.add(from.as("from_run"));
    cells.add(to.as("to_run"));
    cells.add(began.as("began_by"));
    cells.add(ended.as("ended_by"));
    SAID.forEach(name -> cells.add(col(side + "." + name)));
    return struct(cells.toArray(Column[]::new));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
