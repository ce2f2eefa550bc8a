package org.xiaokang.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;
import org.xiaokang.quality.JudgedValue;

/** What gates look at of the values of a release. */
final class JudgedBefore {
  private JudgedBefore() {}

  /**
   * The values that there are.
   *
   * @param indicators the table indicators
   */
  static JavaRDD<JudgedValue> of(Dataset<Row> indicators) {
    return indicators
        .filter(col("obs_value").isNotNull())
        .select(
            col("ref_area"),
            col("panel_area"),
            col("parent_area"),
            col("indicator"),
            col("scope"),
            col("period_kind"),
            // Days since 1970-01-01: a java.sql.Date is a moment in the zone of the machine.
            unix_date(col("period_start")).as("period_start"),
            unix_date(col("period_end")).as("period_end"),
            col("time_period"),
            col("freq"),
            col("origin"),
            col("obs_value"),
            col("inputs.observation_id").as("figures"))
        .javaRDD()
        .map(JudgedBefore::value);
  }

  private static JudgedValue value(Row row) {
    Period period =
        new Period(
            row.getString(5), day(row.get(6)), day(row.get(7)), row.getString(8), row.getString(9));
    List<InputFigure> figures =
        row.<Long>getList(12).stream()
            .map(id -> new InputFigure("", "", null, null, null, false, id))
            .toList();
    return new JudgedValue(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        period,
        Origin.of(row.getString(10)),
        JudgedValue.document(period, figures),
        row.getDouble(11));
  }

  private static @Nullable LocalDate day(@Nullable Object days) {
    return days == null ? null : LocalDate.ofEpochDay((Integer) days);
  }
}
