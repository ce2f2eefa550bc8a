package org.xiaokang.run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.xiaokang.ingest.Observation;
import org.xiaokang.ingest.Precision;
import org.xiaokang.ingest.RegionReading;
import org.xiaokang.ingest.RowAccount;
import org.xiaokang.ingest.StandingObservation;
import org.xiaokang.lake.StoredPeriod;
import org.xiaokang.quality.LoadCounter;
import org.xiaokang.reader.TablePart;
import org.xiaokang.reader.TableRow;

/** Figures that an earlier run loaded, from the table observations. */
final class LoadedFigures {
  private LoadedFigures() {}

  /**
   * The figures of the table, each as preferred as its row says: {@link Port#STANDING} and {@link
   * Port#COUNTS}.
   *
   * @param observations the files of the table observations, all columns of them
   */
  static JavaRDD<StageOutput> of(Broadcast<RunPlan> plan, JavaRDD<TablePart> observations) {
    return observations.mapPartitions(some -> new Task(plan.value(), new TableRows(some)));
  }

  private static final class Task extends StageTask {
    private final Iterator<TableRow> rows;
    private final StandingRouter standing;
    private final LoadCounter counter;
    private long read;
    private long inConflict;

    Task(RunPlan plan, Iterator<TableRow> rows) {
      this.rows = rows;
      this.standing = new StandingRouter(plan, this);
      this.counter = new LoadCounter(plan.gates().today());
    }

    @Override
    boolean step() {
      if (!rows.hasNext()) {
        return false;
      }
      TableRow row = rows.next();
      Observation figure = observation(row);
      StandingObservation one =
          new StandingObservation(
              figure,
              row.is("preferred"),
              (int) row.number("stated_by"),
              row.real("relative_difference"));
      standing.add(one);
      read++;
      inConflict += one.isInConflict() ? 1 : 0;
      counter.received(figure.source());
      counter.days(figure.period().end(), figure.publishedOn());
      return true;
    }

    @Override
    void end() {
      report(new RowsRead(read));
      report(RowAccount.of(read));
      report(new FiguresInConflict(inConflict));
      report(counter.counts());
    }
  }

  private static Observation observation(TableRow row) {
    return new Observation(
        row.text("source"),
        row.text("doc_id"),
        row.text("obs_id"),
        row.number("observation_id"),
        region(row),
        row.text("metric"),
        row.text("scope"),
        StoredPeriod.of(row),
        row.decimal("obs_value"),
        row.text("unit_measure"),
        row.text("value_printed"),
        row.text("unit_printed"),
        row.find("decimals").map(Integer.class::cast).orElse(null),
        row.find("half_unit").map(BigDecimal.class::cast).orElse(null),
        row.text("qualifier"),
        row.date("published_on"),
        row.optionalText("locator"),
        row.real("confidence"),
        row.optionalText("note"),
        precision(row));
  }

  private static @Nullable Precision precision(TableRow row) {
    String method = row.optionalText("method");
    return method == null
        ? null
        : new Precision(
            row.real("standard_error"),
            row.real("ci_low"),
            row.real("ci_high"),
            row.find("sample_size").map(Long.class::cast).orElse(null),
            row.real("effective_sample_size"),
            method);
  }

  /** As far as tables say it: what else a code may have meant was settled by the load. */
  private static RegionReading region(TableRow row) {
    List<RegionReading.Share> shares = new ArrayList<>();
    for (TableRow share : row.rows("shares")) {
      Double weight = share.real("weight");
      shares.add(
          new RegionReading.Share(
              share.text("ref_area"), share.text("panel_area"), weight == null ? 0 : weight));
    }
    return new RegionReading(
        row.text("ref_area"),
        row.text("panel_area"),
        row.text("region_match"),
        row.optionalText("region_note"),
        shares,
        "",
        "",
        Set.of(),
        Set.of());
  }
}
