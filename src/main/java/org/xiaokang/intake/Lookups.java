package org.xiaokang.intake;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What intake looks up. All four are small enough to broadcast; keys are made by {@link Keys#key}.
 * A key that appears twice never multiplies rows.
 *
 * @param metrics name_key STRING (code, name or alias), metric STRING, unit_measure STRING
 * @param units unit_measure STRING, symbol_key STRING, exponent INT, factor DECIMAL(9,3): a figure
 *     printed in the symbol times factor * 10^exponent is in unit_measure
 * @param regionCodes {@link #REGIONS} by code: one reading on each day, two where the code is
 *     ambiguous
 * @param regionNames {@link #REGIONS} by name: one reading for each region that may be meant
 */
public record Lookups(
    Dataset<Row> metrics, Dataset<Row> units, Dataset<Row> regionCodes, Dataset<Row> regionNames) {

  /** The first day of the first segment of every key. */
  public static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

  /** The last day of the last segment but one of every key. */
  public static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 30);

  /** The one day of the last segment of every key: what it means where no day is known. */
  public static final LocalDate UNDATED = LocalDate.of(9999, 12, 31);

  /**
   * What a code or name may mean: the code a figure belongs to; the code its series is kept under;
   * how it was found; a sentence or null; the shares of a split; name with the parent's before it;
   * level; codes and name keys of all regions above; name keys that agree with the code.
   */
  public static final StructType READING =
      new StructType()
          .add("ref_area", StringType)
          .add("panel_area", StringType)
          .add("match", StringType)
          .add("note", StringType)
          .add(
              "shares",
              createArrayType(
                  new StructType()
                      .add("ref_area", StringType)
                      .add("panel_area", StringType)
                      .add("weight", DoubleType)))
          .add("label", StringType)
          .add("level", StringType)
          .add("ancestors", createArrayType(StringType))
          .add("names", createArrayType(StringType));

  /** A key, and segments of time that cover every day, each with its readings. */
  public static final StructType REGIONS =
      new StructType()
          .add("key", StringType)
          .add(
              "segments",
              createArrayType(
                  new StructType()
                      .add("from", DateType)
                      .add("to", DateType)
                      .add("readings", createArrayType(READING))));
}
