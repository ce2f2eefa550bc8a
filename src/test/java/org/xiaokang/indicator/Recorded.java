package org.xiaokang.indicator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.indicator.IndicatorValue.Coverage;
import org.xiaokang.indicator.IndicatorValue.InputFigure;
import org.xiaokang.indicator.IndicatorValue.Origin;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;

/**
 * Rows of Spark's tables as records, for tests that hold plain Java against Spark: what profiles,
 * reconciliation, claims and headlines look at, and no more.
 */
public final class Recorded {
  private Recorded() {}

  /** The table indicators. */
  public static List<IndicatorValue> values(Dataset<Row> indicators) {
    List<IndicatorValue> values = new ArrayList<>();
    for (Row row : indicators.collectAsList()) {
      Integer reported = row.getAs("children_reported");
      values.add(
          new IndicatorValue(
              text(row, "ref_area"),
              text(row, "panel_area"),
              text(row, "indicator"),
              text(row, "scope"),
              period(row),
              row.getAs("base_period"),
              text(row, "origin").equals("reported") ? Origin.REPORTED : Origin.AGGREGATED,
              row.getAs("obs_value"),
              row.getAs("unadjusted_value"),
              text(row, "unit_measure"),
              text(row, "obs_status"),
              row.getAs("bound"),
              row.getList(row.fieldIndex("flags")),
              row.getAs("reason"),
              row.<Row>getList(row.fieldIndex("inputs")).stream().map(Recorded::input).toList(),
              reported == null
                  ? null
                  : new Coverage(
                      reported,
                      row.getAs("children_expected"),
                      row.getAs("weight_share"),
                      row.getAs("coverage")),
              null,
              row.getAs("parent_area"),
              null));
    }
    return values;
  }

  private static InputFigure input(Row row) {
    return new InputFigure(
        text(row, "variable"),
        text(row, "metric"),
        row.getAs("scope"),
        row.getAs("time_period"),
        row.getAs("value"),
        row.<Boolean>getAs("derived"),
        row.getAs("observation_id"));
  }

  /** The table observations. */
  public static List<Observation> observations(Dataset<Row> observations) {
    List<Observation> figures = new ArrayList<>();
    for (Row row : observations.collectAsList()) {
      String area = text(row, "ref_area");
      RegionReading region =
          new RegionReading(
              area, text(row, "panel_area"), "", null, List.of(), "", "", Set.of(), Set.of());
      figures.add(
          new Observation(
              text(row, "source"),
              text(row, "doc_id"),
              text(row, "obs_id"),
              row.<Long>getAs("observation_id"),
              region,
              text(row, "metric"),
              text(row, "scope"),
              period(row),
              Objects.requireNonNull(row.<BigDecimal>getAs("obs_value")),
              text(row, "unit_measure"),
              text(row, "value_printed"),
              text(row, "unit_printed"),
              null,
              row.getAs("half_unit"),
              text(row, "qualifier"),
              null,
              null,
              null,
              null));
    }
    return figures;
  }

  private static Period period(Row row) {
    String freq =
        Arrays.asList(row.schema().fieldNames()).contains("freq") ? text(row, "freq") : "";
    return new Period(
        text(row, "period_kind"),
        day(row.getAs("period_start")),
        day(row.getAs("period_end")),
        text(row, "time_period"),
        freq);
  }

  private static @Nullable LocalDate day(@Nullable Object date) {
    return date == null ? null : LocalDate.parse(date.toString());
  }

  private static String text(Row row, String column) {
    return Objects.requireNonNull(row.<String>getAs(column), column);
  }
}
