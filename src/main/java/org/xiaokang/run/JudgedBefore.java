package org.xiaokang.run;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Period;
import org.xiaokang.lake.StoredPeriod;
import org.xiaokang.quality.JudgedValue;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;

/** What gates look at of the values of a release. */
final class JudgedBefore {
  /** The columns of indicators that gates look at. */
  static final List<String> COLUMNS =
      List.of(
          "ref_area",
          "panel_area",
          "parent_area",
          "indicator",
          "scope",
          "period_kind",
          "period_start",
          "period_end",
          "time_period",
          "freq",
          "origin",
          "obs_value",
          "inputs");

  private JudgedBefore() {}

  /**
   * The values that there are.
   *
   * @param indicators the files of the table indicators, {@link #COLUMNS} of them
   */
  static JavaRDD<JudgedValue> of(JavaRDD<TablePart> indicators) {
    return indicators.mapPartitions(TableRows::new).flatMap(row -> value(row).iterator());
  }

  private static List<JudgedValue> value(TableRow row) {
    Double value = row.real("obs_value");
    if (value == null) {
      return List.of();
    }
    Period period = StoredPeriod.of(row);
    List<InputFigure> figures =
        row.rows("inputs").stream()
            .map(input -> input.find("observation_id").map(Long.class::cast).orElse(null))
            .map(id -> new InputFigure("", "", null, null, null, false, id))
            .toList();
    return List.of(
        new JudgedValue(
            row.text("ref_area"),
            row.text("panel_area"),
            row.optionalText("parent_area"),
            row.text("indicator"),
            row.text("scope"),
            period,
            Origin.of(row.text("origin")),
            JudgedValue.document(period, figures),
            value));
  }
}
