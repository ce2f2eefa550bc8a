package org.xiaokang.run;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.xiaokang.block.BlockRouter;
import org.xiaokang.block.Keys;
import org.xiaokang.config.Distribution;
import org.xiaokang.estimate.Estimate;
import org.xiaokang.estimate.GroupedTable;
import org.xiaokang.estimate.HouseholdRow;
import org.xiaokang.ingest.DistributionCells;
import org.xiaokang.ingest.Period;
import org.xiaokang.ingest.ReceivedRow;
import org.xiaokang.ingest.RecordAccount;

/**
 * Rows of a distribution on their way to where they are estimated. Input: rows as received, cells
 * by the names of the source's columns. Output: {@link Port#RECORDS}, key: source, period and the
 * region whose rows meet; {@link Port#DRAWN}, key: source, period and stratum; areas and the
 * account of what was left out, as reports. Memory: one block for each partition, and the clusters
 * met lately.
 */
final class ReadDistributionTask extends StageTask {
  /** Rows between two looks at what is full. */
  private static final int STEP = 256;

  /** Rows of one order, which are read together. */
  private static final int TOGETHER = 12;

  private static final int MOST_CLUSTERS = 1 << 18;

  private static final List<String> WHERE =
      List.of(
          "region_code",
          "region_name",
          "region_parent",
          "region_level",
          "period_start",
          "period_end",
          "period_kind");

  private final SourceEstimates source;
  private final Iterator<ReceivedRow> rows;
  private final DistributionCells where;
  private final HouseholdReader households;
  private final BlockRouter<DistributionRecord> records;
  private final BlockRouter<DistributionRecord> drawn;
  private final AccountSum accounts = new AccountSum();
  private final Set<Long> clusters = new HashSet<>();
  private final long task;
  private long read;

  /**
   * A row of a source of areas.
   *
   * @param estimate direct estimate; null where there is none
   * @param standardError of it
   * @param sampleSize of it
   * @param weight its population; 1 where it is not told
   * @param variables by variable of the source, as text; null where missing
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record AreaRow(
      String source,
      String area,
      Period period,
      String scope,
      @Nullable Double estimate,
      @Nullable Double standardError,
      @Nullable Double sampleSize,
      double weight,
      @Nullable String[] variables)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  ReadDistributionTask(RunPlan plan, String name, Iterator<ReceivedRow> rows) {
    this.source = plan.estimates().source(name);
    this.rows = rows;
    this.where = new DistributionCells(plan.validator().regions());
    this.households =
        new HouseholdReader(source, new EstimatePlan.Ancestors(plan.catalogue().regions()));
    this.records =
        to(Port.RECORDS, BlockRouter.byHash(DistributionRecord.Codec.INSTANCE, plan.partitions()));
    this.drawn =
        to(Port.DRAWN, BlockRouter.byHash(DistributionRecord.Codec.INSTANCE, plan.partitions()));
    this.task = TaskContext.getPartitionId();
  }

  @Override
  boolean step() {
    int taken = 0;
    while (taken < STEP && rows.hasNext()) {
      take(rows.next());
      taken++;
      read++;
    }
    return taken > 0;
  }

  private void take(ReceivedRow row) {
    if (row.malformed() != null) {
      leftOut("malformed", 0);
      return;
    }
    if (!row.faults().isEmpty()) {
      leftOut("not_computed", 0);
      return;
    }
    @Nullable String[] cells = cells(row);
    @Nullable String[] place = new @Nullable String[WHERE.size()];
    for (int i = 0; i < place.length; i++) {
      int column = source.column(WHERE.get(i));
      place[i] = column < 0 ? null : cells[column];
    }
    DistributionCells.Where known = where.where(Arrays.asList(place));
    if (known.reason() != null || known.area() == null || known.period() == null) {
      double weight = source.column("weight") < 0 ? 1 : number(cells, "weight");
      leftOut(known.reason() == null ? "region_unknown" : known.reason().code(), weight);
      return;
    }
    switch (source.kind()) {
      case MICRODATA -> household(cells, known.area(), known.period());
      case GROUPED -> tableRow(cells, known.area(), known.period());
      case AREAS -> area(cells, known.area(), known.period());
    }
  }

  private @Nullable String[] cells(ReceivedRow row) {
    @Nullable String[] cells = new @Nullable String[source.columns().size()];
    int[] at = {0};
    row.received().forEach((column, cell) -> cells[at[0]++] = DistributionCells.clean(cell));
    return cells;
  }

  private void leftOut(String reason, double weight) {
    source
        .estimates()
        .forEach(estimate -> accounts.add(source.name(), estimate.id(), reason, 1, weight));
  }

  private void household(@Nullable String[] cells, String area, Period period) {
    long number = Keys.of(source.name(), String.valueOf(task), String.valueOf(read));
    HouseholdReader.Reading reading = households.read(cells, area, period, number);
    HouseholdRow row = reading.row();
    if (row == null) {
      leftOut(Objects.toString(reading.reason()), reading.weight());
      return;
    }
    drawn(row, period, reading.isMetOnce());
    boolean[] taken = new boolean[source.estimates().size()];
    for (int i = 0; i < taken.length; i++) {
      Estimate estimate = source.estimates().get(i);
      String reason = households.leftOut(estimate, row, cells);
      taken[i] = reason == null;
      accounts.add(
          source.name(),
          estimate.id(),
          reason == null ? RecordAccount.USED : reason,
          1,
          reading.weight());
    }
    for (int frame = 0; frame < source.frames().size(); frame++) {
      SourceEstimates.Frame its = source.frames().get(frame);
      String meets = row.areas()[its.level()];
      if (meets != null && its.domains().stream().anyMatch(domain -> taken[domain.estimate()])) {
        records.add(
            new DistributionRecord.Household(source.name(), period, frame, row),
            Keys.of(source.name(), period.timePeriod(), String.valueOf(frame), meets),
            (int) (read >> TOGETHER));
      }
    }
  }

  private void drawn(HouseholdRow row, Period period, boolean isMetOnce) {
    String sample = sample(source.name(), period);
    long key = Keys.of(sample, row.stratum());
    if (isMetOnce) {
      drawn.add(new DistributionRecord.Drawn(sample, row.stratum(), 0, 1), key, 0);
    } else if (clusters.add(key ^ row.cluster())) {
      drawn.add(new DistributionRecord.Drawn(sample, row.stratum(), row.cluster(), 0), key, 0);
    }
    if (clusters.size() > MOST_CLUSTERS) {
      clusters.clear();
    }
  }

  /** What tells the sample of a source and period. */
  static String sample(String source, Period period) {
    return source + " " + period.kind() + " " + period.timePeriod();
  }

  private double number(@Nullable String[] cells, String name) {
    int column = source.column(name);
    Double number = column < 0 ? null : DistributionCells.number(cells[column]);
    return number == null ? Double.NaN : number;
  }

  private String scope(@Nullable String[] cells) {
    StringBuilder scope = new StringBuilder();
    for (String name : source.layout().breakdowns()) {
      String group = cells[source.column(Distribution.breakdown(name))];
      if (group != null) {
        scope.append(scope.length() == 0 ? "" : ";").append(name).append('=').append(group);
      }
    }
    return scope.toString();
  }

  private void tableRow(@Nullable String[] cells, String area, Period period) {
    for (String column : source.columns()) {
      String cell = cells[source.column(column)];
      boolean isNumber = !WHERE.contains(column) && !column.contains(".");
      if (isNumber && cell != null && DistributionCells.number(cell) == null) {
        leftOut("number_invalid", 0);
        return;
      }
    }
    String scope = scope(cells);
    records.add(
        new DistributionRecord.TableRow(
            source.name(),
            period,
            area,
            scope,
            new GroupedTable.Row(
                number(cells, "mean"),
                number(cells, "cum_population"),
                number(cells, "cum_welfare"),
                number(cells, "population_share"),
                number(cells, "welfare_share"),
                number(cells, "bin_low"),
                number(cells, "bin_high"),
                number(cells, "bin_mean"),
                number(cells, "bin_count"))),
        Keys.of(source.name(), period.timePeriod(), area, scope),
        (int) (read >> TOGETHER));
  }

  private void area(@Nullable String[] cells, String area, Period period) {
    @Nullable String[] variables = new @Nullable String[source.layout().variables().size()];
    for (int i = 0; i < variables.length; i++) {
      variables[i] =
          cells[source.column(Distribution.variable(source.layout().variables().get(i)))];
    }
    double weight = source.column("weight") < 0 ? 1 : number(cells, "weight");
    if (!(weight >= 0)) {
      leftOut("weight_invalid", 0);
      return;
    }
    source
        .estimates()
        .forEach(
            estimate -> accounts.add(source.name(), estimate.id(), RecordAccount.USED, 1, weight));
    report(
        new AreaRow(
            source.name(),
            area,
            period,
            scope(cells),
            boxed(number(cells, "estimate")),
            boxed(number(cells, "standard_error")),
            boxed(number(cells, "sample_size")),
            weight,
            variables));
  }

  private static @Nullable Double boxed(double number) {
    return Double.isNaN(number) ? null : number;
  }

  @Override
  void end() {
    accounts.accounts().forEach(this::report);
    report(new RecordsRead(source.name(), read));
  }

  /** How many rows of a distribution a task read. */
  record RecordsRead(String source, long records) implements Serializable {
    private static final long serialVersionUID = 1L;
  }
}
