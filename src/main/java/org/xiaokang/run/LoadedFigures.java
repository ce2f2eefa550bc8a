package org.xiaokang.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.StandingObservation;

/** Figures that an earlier run loaded, from the table observations. */
final class LoadedFigures {
  private LoadedFigures() {}

  /**
   * The figures of the table, each as preferred as its row says: {@link Port#STANDING} and {@link
   * Port#COUNTS}.
   */
  static JavaRDD<StageOutput> of(Broadcast<RunPlan> plan, Dataset<Row> observations) {
    return observations
        // Days since 1970-01-01: a java.sql.Date is a moment in the zone of the machine.
        .withColumn("period_start", unix_date(col("period_start")))
        .withColumn("period_end", unix_date(col("period_end")))
        .withColumn("published_on", unix_date(col("published_on")))
        .javaRDD()
        .mapPartitions(rows -> new Task(plan.value(), rows));
  }

  private static final class Task extends StageTask {
    private final Iterator<Row> rows;
    private final StandingRouter standing;

    Task(RunPlan plan, Iterator<Row> rows) {
      this.rows = rows;
      this.standing = new StandingRouter(plan, this);
    }

    @Override
    boolean step() {
      if (!rows.hasNext()) {
        return false;
      }
      Row row = rows.next();
      standing.add(
          new StandingObservation(
              observation(row),
              row.<Boolean>getAs("preferred"),
              row.<Integer>getAs("stated_by"),
              row.getAs("relative_difference")));
      return true;
    }
  }

  private static Observation observation(Row row) {
    return new Observation(
        row.getAs("source"),
        row.getAs("doc_id"),
        row.getAs("obs_id"),
        row.<Long>getAs("observation_id"),
        region(row),
        row.getAs("metric"),
        row.getAs("scope"),
        new Period(
            row.getAs("period_kind"),
            day(row, "period_start"),
            day(row, "period_end"),
            row.getAs("time_period"),
            row.getAs("freq")),
        row.getAs("obs_value"),
        row.getAs("unit_measure"),
        row.getAs("value_printed"),
        row.getAs("unit_printed"),
        row.getAs("decimals"),
        row.getAs("half_unit"),
        row.getAs("qualifier"),
        day(row, "published_on"),
        row.getAs("locator"),
        row.getAs("confidence"),
        row.getAs("note"));
  }

  /** As far as tables say it: what else a code may have meant was settled by the load. */
  private static RegionReading region(Row row) {
    List<RegionReading.Share> shares = new ArrayList<>();
    for (Row share : row.<Row>getList(row.fieldIndex("shares"))) {
      shares.add(
          new RegionReading.Share(share.getString(0), share.getString(1), share.getDouble(2)));
    }
    return new RegionReading(
        row.getAs("ref_area"),
        row.getAs("panel_area"),
        row.getAs("region_match"),
        row.getAs("region_note"),
        shares,
        "",
        "",
        Set.of(),
        Set.of());
  }

  private static @Nullable LocalDate day(Row row, String column) {
    Integer days = row.getAs(column);
    return days == null ? null : LocalDate.ofEpochDay(days);
  }
}
