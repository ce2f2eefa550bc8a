package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Regions;

/**
 * What a value says only together with those of other regions: what the regions below make of it,
 * how that changed, and its place among its siblings. One shuffle, by indicator; within it one
 * period after the other, so that only one is held in memory.
 */
final class Hierarchies implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final StructType ADDED =
      new StructType()
          .add("origin", DataTypes.StringType)
          .add("suppressed", DataTypes.BooleanType)
          .add("reason", DataTypes.StringType)
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

  private final HashMap<String, RollUp> rollUps = new HashMap<>();
  private final Regions regions;
  private final Reach reach;

  private Hierarchies(Plan plan, Reach reach) {
    this.reach = reach;
    this.regions = plan.catalogue().regions();
    plan.indicators().forEach(i -> rollUps.put(i.id(), RollUp.of(plan.catalogue(), i)));
  }

  /**
   * The values of the regions within reach.
   *
   * @param parts the table indicator_parts, of all regions
   * @return one row per value: those columns, and what is added here
   */
  static Dataset<Row> of(Plan plan, Dataset<Row> parts, Reach reach) {
    Column[] key = {col("indicator"), col("scope"), col(Rows.SERIES)};
    StructType keys =
        new StructType()
            .add("indicator", DataTypes.StringType)
            .add("scope", DataTypes.StringType)
            .add(Rows.SERIES, DataTypes.StringType);
    // Days since 1970-01-01: a java.sql.Date is a moment in the zone of the machine, and zones have
    // skipped days.
    Dataset<Row> read =
        parts
            .withColumn("period_start", unix_date(col("period_start")))
            .withColumn("period_end", unix_date(col("period_end")));
    StructType out = read.schema().asNullable();
    for (StructField field : ADDED.fields()) {
      out = out.add(field);
    }
    return read.groupBy(key)
        .as(Encoders.row(keys), Encoders.row(read.schema()))
        .flatMapSortedGroups(
            new Column[] {col(Rows.ORDINAL), col("time_period")},
            new Hierarchies(plan, reach),
            Encoders.row(out))
        .withColumn("period_start", date_from_unix_date(col("period_start")))
        .withColumn("period_end", date_from_unix_date(col("period_end")));
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    String indicator = key.getAs("indicator");
    return new Periods(indicator, Objects.requireNonNull(rollUps.get(indicator)), rows);
  }

  /** The rows of one series, period by period. */
  private final class Periods implements Iterator<Row> {
    private final String indicator;
    private final RollUp rollUp;
    private final Iterator<Row> rows;
    private @Nullable Row next;
    private Iterator<Row> results = List.<Row>of().iterator();
    private final Map<String, Slice.Aggregate> earlier = new HashMap<>();
    private final Map<String, String> earlierPeriods = new HashMap<>();

    Periods(String indicator, RollUp rollUp, Iterator<Row> rows) {
      this.indicator = indicator;
      this.rollUp = rollUp;
      this.rows = rows;
      this.next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!results.hasNext() && next != null) {
        results = period(next).iterator();
      }
      return results.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      return results.next();
    }

    private List<Row> period(Row first) {
      String period = first.getAs("time_period");
      List<Finding> findings = new ArrayList<>();
      Row row = first;
      while (row != null && period.equals(row.getAs("time_period"))) {
        findings.add(Finding.of(row));
        row = rows.hasNext() ? rows.next() : null;
      }
      next = row;
      Slice slice = new Slice(rollUp, regions, day(first), findings);
      Map<String, SiblingRank> places = SiblingRank.in(slice, rollUp);
      List<Row> values = new ArrayList<>();
      slice
          .findings()
          .forEach(
              (area, finding) -> {
                if (finding.complete() && reach.has(indicator, area)) {
                  SiblingRank place = slice.isFromBelow(area) ? null : places.get(area);
                  values.add(reported(finding, slice, place));
                }
              });
      slice
          .aggregates()
          .forEach(
              (area, aggregate) -> {
                if (reach.has(indicator, area)) {
                  SiblingRank place = slice.isFromBelow(area) ? places.get(area) : null;
                  values.add(aggregated(aggregate, first, slice, place));
                }
              });
      return values;
    }

    private Row reported(Finding finding, Slice slice, @Nullable SiblingRank place) {
      Map<String, @Nullable Object> more = new HashMap<>();
      more.put("origin", "reported");
      more.put("suppressed", false);
      if (!slice.isShowable(finding)) {
        hide(more, finding.inputs());
      }
      return row(finding.row(), finding.area(), finding.panel(), slice, place, more);
    }

    /** A row like another of its period, with the aggregate's values. */
    private Row aggregated(
        Slice.Aggregate aggregate, Row like, Slice slice, @Nullable SiblingRank place) {
      Map<String, @Nullable Object> more = new HashMap<>();
      Slice.Coverage coverage = aggregate.coverage();
      more.put("origin", "aggregated");
      more.put("suppressed", aggregate.suppressed());
      more.put("reason", aggregate.reason());
      more.put("children_reported", coverage.reported());
      more.put(
          "children_expected",
          coverage.expected().isPresent() ? coverage.expected().getAsInt() : null);
      more.put("weight_share", known(coverage.weightShare()));
      more.put("coverage", known(coverage.coverage()));
      more.put("obs_value", aggregate.value());
      more.put("unadjusted_value", aggregate.unadjusted());
      Share share = aggregate.share();
      more.put("marks", share == null ? 0 : share.marks());
      more.put("base_period", share == null ? null : share.example().base());
      more.put("inputs", share == null ? new Row[0] : inputs(aggregate, share));
      String panel = regions.panel(aggregate.area(), day(like));
      CoverageChange change = change(aggregate, panel, like.getAs("time_period"));
      if (change != null) {
        more.put("previous_period", change.previousPeriod());
        more.put("change", change.total());
        more.put("change_in_both", change.inBoth());
        more.put("change_in_coverage", change.inCoverage());
      }
      if (aggregate.isConfidential()) {
        boolean ofParts = rollUp.rule() == Indicator.RollUp.Rule.PARTS;
        hide(more, share == null || !ofParts ? List.of() : share.example().inputs());
      }
      return row(like, aggregate.area(), panel, slice, place, more);
    }

    /** Leaves of a confidential value what it is computed from, without the figures. */
    private void hide(Map<String, @Nullable Object> more, List<Row> inputs) {
      more.put("suppressed", true);
      more.put("reason", rollUp.disclosure().reason());
      more.put("obs_value", null);
      more.put("unadjusted_value", null);
      more.put("inputs", inputs.stream().map(one -> input(one, false, null)).toArray(Row[]::new));
    }

    private @Nullable CoverageChange change(Slice.Aggregate now, String panel, String period) {
      if (now.value() == null) {
        return null;
      }
      Slice.Aggregate then = earlier.put(panel, now);
      String thenPeriod = earlierPeriods.put(panel, period);
      return then == null || thenPeriod == null
          ? null
          : CoverageChange.between(rollUp, thenPeriod, then, now);
    }

    private Row[] inputs(Slice.Aggregate aggregate, Share share) {
      if (rollUp.rule() != Indicator.RollUp.Rule.PARTS) {
        return new Row[0];
      }
      Finding example = share.example();
      Map<String, Double> operands =
          rollUp.operands(share.totals(), aggregate.here(), example.span(), false);
      boolean derived = (share.marks() & Mark.DERIVED.bit()) != 0;
      return example.inputs().stream()
          .map(input -> input(input, derived, operands.get(input.<String>getAs("variable"))))
          .toArray(Row[]::new);
    }

    private Row input(Row like, boolean derived, @Nullable Double value) {
      @Nullable Object[] cells = new Object[like.size()];
      for (int i = 0; i < cells.length; i++) {
        String name = like.schema().fields()[i].name();
        cells[i] =
            switch (name) {
              case "value" -> value;
              case "derived" -> derived;
              case "observation_id", "weight", "plain" -> null;
              default -> like.get(i);
            };
      }
      return RowFactory.create(cells);
    }

    private Row row(
        Row like,
        String area,
        String panel,
        Slice slice,
        @Nullable SiblingRank place,
        Map<String, @Nullable Object> more) {
      more.put("ref_area", area);
      more.put("panel_area", panel);
      more.put("parent_area", slice.parent(area).orElse(null));
      if (place != null) {
        more.put("rank_in_parent", place.rank());
        more.put("ranked_in_parent", place.ranked());
        more.put("share_in_parent", place.share());
      }
      List<@Nullable Object> cells = new ArrayList<>();
      for (String name : like.schema().fieldNames()) {
        cells.add(more.containsKey(name) ? more.get(name) : like.getAs(name));
      }
      for (String name : ADDED.fieldNames()) {
        cells.add(more.get(name));
      }
      return RowFactory.create(cells.toArray());
    }
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The last day of a row's period; the latest possible where it is unknown. */
  private static LocalDate day(Row row) {
    Integer end = row.getAs("period_end");
    Integer start = row.getAs("period_start");
    Integer day = end == null ? start : end;
    return day == null ? LocalDate.MAX : LocalDate.ofEpochDay(day);
  }
}
