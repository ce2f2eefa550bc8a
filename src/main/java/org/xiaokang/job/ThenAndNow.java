package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.intake.Intake;

/**
 * The rows as received of touched files, as they were and as they are: both are read once and kept
 * until {@link #close}.
 *
 * @param then as they were
 * @param now as they are
 * @param contents {@link Intake#content} of the rows that came, went, or are there more or less
 *     often
 * @param figures {@link Intake#figure} of these, and of the shared
 * @param shared of figures of touched files that rows of other files are about, too
 */
record ThenAndNow(
    Dataset<Row> then, Dataset<Row> now, Set<Long> contents, Set<Long> figures, Set<Long> shared)
    implements AutoCloseable {
  /**
   * What differs.
   *
   * @param elsewhere the rows of other files of these sources
   * @param most how many rows may differ
   * @return empty where more do
   */
  static Optional<ThenAndNow> of(
      Dataset<Row> then, Dataset<Row> now, Dataset<Row> elsewhere, int most) {
    ThenAndNow both =
        new ThenAndNow(
            Kept.of(then), Kept.of(now), new HashSet<>(), new HashSet<>(), new HashSet<>());
    boolean done = false;
    try {
      done = both.differ(most) && both.meet(elsewhere, most);
      return done ? Optional.of(both) : Optional.empty();
    } finally {
      if (!done) {
        both.close();
      }
    }
  }

  /** Finds what differs; whether it is no more than told. */
  private boolean differ(int most) {
    List<Row> differing =
        keyed(now, 1)
            .unionByName(keyed(then, -1))
            .groupBy("content", "figure")
            .agg(sum("more").as("more"))
            .filter("more <> 0")
            .limit(most + 1)
            .collectAsList();
    for (Row row : differing) {
      contents.add(row.getLong(0));
      if (!row.isNullAt(1)) {
        figures.add(row.getLong(1));
      }
    }
    return differing.size() <= most;
  }

  private static Dataset<Row> keyed(Dataset<Row> rows, int more) {
    return rows.select(
        Intake.content().as("content"), Intake.figure().as("figure"), lit(more).as("more"));
  }

  /** The time of a file may decide which of several rows of a figure stands. */
  private boolean meet(Dataset<Row> elsewhere, int most) {
    Dataset<Row> mine =
        now.select(Intake.figure().as("figure")).union(then.select(Intake.figure())).distinct();
    List<Row> met =
        elsewhere
            .select(Intake.figure().as("figure"))
            .filter(col("figure").isNotNull())
            .join(mine, "figure")
            .distinct()
            .limit(most + 1)
            .collectAsList();
    met.forEach(row -> shared.add(row.getLong(0)));
    figures.addAll(shared);
    return contents.size() + met.size() <= most;
  }

  @Override
  public void close() {
    then.unpersist();
    now.unpersist();
  }
}
