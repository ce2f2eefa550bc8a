package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.xiaokang.catalogue.Suppression;

/**
 * What figures carry with them where counts are suppressed: the group whose figures are only ever
 * shown in one sum; null where a figure may be shown.
 */
public final class Confidential {
  /** The column of observations, and the field of figures and inputs. */
  static final String NAME = "confidential";

  /** Why something is not shown that is no value. */
  static final String REASON = "confidential: it says a figure that is not shown";

  private static final StructType TYPE =
      new StructType()
          .add("group", DataTypes.LongType)
          .add("members", DataTypes.IntegerType)
          .add("size", DataTypes.IntegerType);

  private Confidential() {}

  /**
   * Observations with what is confidential of them.
   *
   * @param figures the table confidential_figures
   */
  public static Dataset<Row> in(Dataset<Row> observations, Dataset<Row> figures) {
    Column group =
        struct(Arrays.stream(TYPE.fieldNames()).map(functions::col).toArray(Column[]::new));
    return observations.join(
        figures.select(col("observation_id"), group.as(NAME)),
        new String[] {"observation_id"},
        "left");
  }

  /** Of observations: their column, if they have it. */
  static Column of(Dataset<Row> observations) {
    return Arrays.asList(observations.columns()).contains(NAME) ? col(NAME) : lit(null).cast(TYPE);
  }

  /** Of a figure made of others in another way than as their sum: never shown, in no sum. */
  static Column never() {
    return struct(
        lit(0L).as("group"), lit(1).as("members"), lit(Suppression.NEVER_WHOLE).as("size"));
  }

  /** {@link #never} where any of some figures is confidential. */
  static Column ofAny(List<Column> figures) {
    Column[] confidential =
        figures.stream().map(figure -> figure.getField(NAME)).toArray(Column[]::new);
    return when(coalesce(confidential).isNotNull(), never());
  }
}
