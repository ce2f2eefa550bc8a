package org.xiaokang.indicator;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Period;

/** Rows of indicator_parts as records, and values of indicators as rows; dates are days. */
final class HierarchyRows {
  private static final StructType INPUT =
      new StructType()
          .add("variable", DataTypes.StringType)
          .add("metric", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("value", DataTypes.DoubleType)
          .add("derived", DataTypes.BooleanType)
          .add("observation_id", DataTypes.LongType);

  /** The columns of the table indicators, in its order. */
  static final StructType SCHEMA =
      new StructType()
          .add("ref_area", DataTypes.StringType)
          .add("panel_area", DataTypes.StringType)
          .add("indicator", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add("freq", DataTypes.StringType)
          .add("period_kind", DataTypes.StringType)
          .add("time_period", DataTypes.StringType)
          .add("period_start", DataTypes.IntegerType)
          .add("period_end", DataTypes.IntegerType)
          .add("base_period", DataTypes.StringType)
          .add("origin", DataTypes.StringType)
          .add("obs_value", DataTypes.DoubleType)
          .add("unadjusted_value", DataTypes.DoubleType)
          .add("unit_measure", DataTypes.StringType)
          .add("obs_status", DataTypes.StringType)
          .add("bound", DataTypes.StringType)
          .add("flags", DataTypes.createArrayType(DataTypes.StringType))
          .add("reason", DataTypes.StringType)
          .add("inputs", DataTypes.createArrayType(INPUT))
          .add("children_reported", DataTypes.IntegerType)
          .add("children_expected", DataTypes.IntegerType)
          .add("weight_share", DataTypes.DoubleType)
          .add("coverage", DataTypes.DoubleType)
          .add("previous_period", DataTypes.StringType)
          .add("change", DataTypes.DoubleType)
          .add("change_in_both", DataTypes.DoubleType)
          .add("change_in_coverage", DataTypes.DoubleType)
          .add("parent_area", DataTypes.StringType)
          .add("rank_in_parent", DataTypes.IntegerType)
          .add("ranked_in_parent", DataTypes.IntegerType)
          .add("share_in_parent", DataTypes.DoubleType);

  private HierarchyRows() {}

  static RegionInput input(Row row) {
    return new RegionInput(
        row.getAs("panel_area"),
        row.getAs("ref_area"),
        row.getAs("scope"),
        new Period(
            row.getAs("period_kind"),
            day(row.getAs("period_start")),
            day(row.getAs("period_end")),
            row.getAs("time_period"),
            row.getAs("freq")),
        row.getAs(Rows.SERIES),
        row.<Integer>getAs(Rows.ORDINAL),
        row.getAs("months"),
        row.getAs("indicator"),
        row.<Boolean>getAs("complete"),
        row.getAs("obs_value"),
        row.getAs("unadjusted_value"),
        row.<Integer>getAs("marks"),
        row.<Integer>getAs("context_marks"),
        row.<Integer>getAs("weight_marks"),
        row.getAs("base_period"),
        row.getAs("years"),
        row.getAs("weight"),
        row.<Row>getList(row.fieldIndex("inputs")).stream().map(HierarchyRows::figures).toList());
  }

  private static RegionInput.Figures figures(Row input) {
    Row confidential = input.getAs(Confidential.NAME);
    return new RegionInput.Figures(
        input.getAs("variable"),
        input.getAs("metric"),
        input.getAs("scope"),
        input.getAs("time_period"),
        input.getAs("value"),
        input.<Boolean>getAs("derived"),
        input.getAs("observation_id"),
        input.getAs("weight"),
        input.getAs("plain"),
        confidential == null
            ? null
            : new Confidentiality(
                confidential.<Long>getAs("group"),
                confidential.<Integer>getAs("members"),
                confidential.<Integer>getAs("size")));
  }

  static Row row(IndicatorValue value) {
    IndicatorValue.Coverage coverage = value.coverage();
    CoverageChange change = value.change();
    SiblingRank rank = value.rank();
    return RowFactory.create(
        value.refArea(),
        value.seriesArea(),
        value.indicator(),
        value.scope(),
        value.period().freq(),
        value.period().kind(),
        value.period().timePeriod(),
        days(value.period().start()),
        days(value.period().end()),
        value.basePeriod(),
        value.origin().code(),
        value.value(),
        value.unadjusted(),
        value.unit(),
        value.obsStatus(),
        value.bound(),
        value.flags().toArray(String[]::new),
        value.reason(),
        inputs(value.inputs()),
        coverage == null ? null : (Integer) coverage.reported(),
        coverage == null ? null : coverage.expected(),
        coverage == null ? null : coverage.weightShare(),
        coverage == null ? null : coverage.share(),
        change == null ? null : change.previousPeriod(),
        change == null ? null : (Double) change.total(),
        change == null ? null : (Double) change.inBoth(),
        change == null ? null : (Double) change.inCoverage(),
        value.parentArea(),
        rank == null ? null : (Integer) rank.rank(),
        rank == null ? null : (Integer) rank.ranked(),
        rank == null ? null : rank.share());
  }

  private static Row[] inputs(List<IndicatorValue.InputFigure> inputs) {
    return inputs.stream()
        .map(
            input ->
                RowFactory.create(
                    input.variable(),
                    input.metric(),
                    input.scope(),
                    input.timePeriod(),
                    input.value(),
                    input.derived(),
                    input.observationId()))
        .toArray(Row[]::new);
  }

  private static @Nullable LocalDate day(@Nullable Integer days) {
    return days == null ? null : LocalDate.ofEpochDay(days);
  }

  private static @Nullable Integer days(@Nullable LocalDate day) {
    return day == null ? null : Math.toIntExact(day.toEpochDay());
  }
}
