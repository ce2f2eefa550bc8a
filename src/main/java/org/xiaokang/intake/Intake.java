package org.xiaokang.intake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** RAW rows to observations, rejected rows and their counts. */
public final class Intake {
  private Intake() {}

  /** Every raw row with its parsed columns, its reasons and whether it is an exact duplicate. */
  public static Dataset<Row> judge(Dataset<Row> raw, Lookups lookups) {
    return raw;
  }

  /** The rows without a reason: OBSERVATIONS. */
  public static Dataset<Row> observations(Dataset<Row> judged) {
    return judged;
  }

  /** The rows with reasons: REJECTED_METRICS. */
  public static Dataset<Row> rejected(Dataset<Row> judged) {
    return judged;
  }

  /** One row of four BIGINT columns: read, observed, rejected, duplicates. */
  public static Dataset<Row> counts(Dataset<Row> judged) {
    return judged;
  }
}
