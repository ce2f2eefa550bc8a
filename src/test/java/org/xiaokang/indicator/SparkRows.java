package org.xiaokang.indicator;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.SparkTest;
import org.xiaokang.catalogue.Region;
import org.xiaokang.catalogue.Regions;
import org.xiaokang.ingest.Observation;

/**
 * Records as rows of Spark's tables, for tests that hold plain Java against Spark: the columns that
 * profiles, reconciliation, claims and headlines look at.
 */
public final class SparkRows {
  private SparkRows() {}

  /** The table indicators. */
  public static Dataset<Row> indicators(List<IndicatorValue> values) {
    StructType schema =
        StructType.fromDDL(
            "ref_area string, panel_area string, indicator string, scope string,"
                + " period_kind string, time_period string, period_start date, period_end date,"
                + " base_period string, origin string, obs_value double, unit_measure string,"
                + " flags array<string>, reason string, children_reported int,"
                + " children_expected int, coverage double, parent_area string,"
                + " inputs array<struct<observation_id: bigint>>");
    List<Row> rows = new ArrayList<>();
    for (IndicatorValue v : values) {
      IndicatorValue.Coverage coverage = v.coverage();
      rows.add(
          RowFactory.create(
              v.refArea(),
              v.seriesArea(),
              v.indicator(),
              v.scope(),
              v.period().kind(),
              v.period().timePeriod(),
              date(v.period().start()),
              date(v.period().end()),
              v.basePeriod(),
              v.origin().code(),
              v.value(),
              v.unit(),
              v.flags().toArray(),
              v.reason(),
              coverage == null ? null : coverage.reported(),
              coverage == null ? null : coverage.expected(),
              coverage == null ? null : coverage.share(),
              v.parentArea(),
              v.inputs().stream()
                  .map(input -> RowFactory.create(input.observationId()))
                  .toArray()));
    }
    return SparkTest.session().createDataFrame(rows, schema);
  }

  /** The table observations; some of them confidential. */
  static Dataset<Row> observations(List<Observation> figures, Set<Long> hidden) {
    StructType schema =
        StructType.fromDDL(
            "source string, doc_id string, obs_id string, ref_area string, metric string,"
                + " scope string, period_kind string, time_period string, period_start date,"
                + " period_end date, obs_value decimal(38,18), unit_measure string,"
                + " value_printed string, unit_printed string, half_unit decimal(38,18),"
                + " qualifier string, confidential struct<group: bigint, members: int, size: int>");
    List<Row> rows = new ArrayList<>();
    for (Observation o : figures) {
      rows.add(
          RowFactory.create(
              o.source(),
              o.docId(),
              o.obsId(),
              o.region().refArea(),
              o.metric(),
              o.scope(),
              o.period().kind(),
              o.period().timePeriod(),
              date(o.period().start()),
              date(o.period().end()),
              o.value(),
              o.unit(),
              o.valuePrinted(),
              o.unitPrinted(),
              o.roundingTolerance(),
              o.qualifier(),
              hidden.contains(o.observationId()) ? RowFactory.create(1L, 1, 2) : null));
    }
    return SparkTest.session().createDataFrame(rows, schema);
  }

  /** The table regions. */
  static Dataset<Row> regions(Regions regions) {
    StructType schema =
        StructType.fromDDL(
            "ref_area string, name string, name_en string, level string, parent string,"
                + " valid_from date, valid_to date");
    List<Row> rows = new ArrayList<>();
    for (Region r : regions.spells()) {
      rows.add(
          RowFactory.create(
              r.code(),
              r.name(),
              r.nameEn(),
              r.level(),
              r.parent(),
              r.validFrom().equals(LocalDate.MIN) ? null : date(r.validFrom()),
              r.validTo().equals(LocalDate.MAX) ? null : date(r.validTo())));
    }
    return SparkTest.session().createDataFrame(rows, schema);
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }
}
