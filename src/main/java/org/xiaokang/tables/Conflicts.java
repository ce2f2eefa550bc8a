package org.xiaokang.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.XiaokangException;
import org.xiaokang.reader.ConflictsView;

/**
 * The view {@code conflicts}: figures of which there are several for the same area, metric, scope
 * and period, the preferred ones too. It is computed from observations whenever it is read.
 */
public final class Conflicts {
  /** The view's name, used like a table's. */
  public static final String NAME = ConflictsView.NAME;

  private static final String STATED_BY = ConflictsView.STATED_BY;

  private static final Column[] COLUMNS =
      ConflictsView.COLUMNS.stream().map(name -> col(name)).toArray(Column[]::new);

  private Conflicts() {}

  /** Whether an observations table counts its conflicts; those of earlier runs did not. */
  static boolean areCounted(Dataset<Row> observations) {
    return Arrays.asList(observations.columns()).contains(STATED_BY);
  }

  /**
   * Grain: source, doc_id, obs_id, as in observations. Figures in conflict stand together, the
   * preferred one first.
   *
   * @param observations the observations table
   * @throws XiaokangException if an earlier run wrote it, which did not count conflicts
   */
  public static Dataset<Row> of(Dataset<Row> observations) {
    if (!areCounted(observations)) {
      throw new XiaokangException(
          "the table observations has no column '"
              + STATED_BY
              + "', for an earlier version of this program wrote it; run 'load' or 'nightly' again");
    }
    Column undated = when(col("time_period").equalTo("_U"), col("doc_id"));
    return observations
        .filter(col(STATED_BY).gt(1))
        .orderBy(
            col("ref_area"),
            col("metric"),
            col("scope"),
            col("period_kind"),
            col("time_period"),
            undated,
            col("preferred").desc(),
            col("source"),
            col("doc_id"),
            col("obs_id"))
        .select(COLUMNS);
  }
}
