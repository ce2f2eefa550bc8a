package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.unix_date;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Regions;

/**
 * {@link HierarchyValues} over the table indicator_parts: one shuffle, by indicator; within it one
 * period after the other, so that only one is held in memory.
 */
final class Hierarchies implements FlatMapGroupsFunction<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final StructType KEY =
      new StructType()
          .add("indicator", DataTypes.StringType)
          .add("scope", DataTypes.StringType)
          .add(Rows.SERIES, DataTypes.StringType);

  private final HashMap<String, RollUp> rollUps = new HashMap<>();
  private final HashMap<String, ValueRows> valueRows = new HashMap<>();
  private final Regions regions;
  private final Reach reach;

  private Hierarchies(Plan plan, Reach reach) {
    this.reach = reach;
    this.regions = plan.catalogue().regions();
    for (Indicator indicator : plan.indicators()) {
      valueRows.put(indicator.id(), new ValueRows(indicator));
      rollUps.put(indicator.id(), RollUp.of(plan.catalogue(), indicator));
    }
  }

  /**
   * The values of the regions within reach.
   *
   * @param parts the table indicator_parts, of all regions
   * @return the columns of the table indicators
   */
  static Dataset<Row> of(Plan plan, Dataset<Row> parts, Reach reach) {
    Column[] key = {col("indicator"), col("scope"), col(Rows.SERIES)};
    // Days since 1970-01-01: a java.sql.Date is a moment in the zone of the machine, and zones have
    // skipped days.
    Dataset<Row> read =
        parts
            .withColumn("period_start", unix_date(col("period_start")))
            .withColumn("period_end", unix_date(col("period_end")));
    return read.groupBy(key)
        .as(Encoders.row(KEY), Encoders.row(read.schema()))
        .flatMapSortedGroups(
            new Column[] {col(Rows.ORDINAL), col("time_period")},
            new Hierarchies(plan, reach),
            Encoders.row(HierarchyRows.SCHEMA))
        .withColumn("period_start", date_from_unix_date(col("period_start")))
        .withColumn("period_end", date_from_unix_date(col("period_end")));
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    String indicator = key.getAs("indicator");
    HierarchyValues values =
        new HierarchyValues(
            Objects.requireNonNull(rollUps.get(indicator)),
            regions,
            Objects.requireNonNull(valueRows.get(indicator)));
    return new Periods(indicator, values, rows);
  }

  /** The rows of one series, period by period. */
  private final class Periods implements Iterator<Row> {
    private final String indicator;
    private final HierarchyValues values;
    private final Iterator<Row> rows;
    private @Nullable RegionInput next;
    private Iterator<Row> results = List.<Row>of().iterator();

    Periods(String indicator, HierarchyValues values, Iterator<Row> rows) {
      this.indicator = indicator;
      this.values = values;
      this.rows = rows;
      this.next = read();
    }

    private @Nullable RegionInput read() {
      return rows.hasNext() ? HierarchyRows.input(rows.next()) : null;
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

    private List<Row> period(RegionInput first) {
      String period = first.period().timePeriod();
      List<RegionInput> inputs = new ArrayList<>();
      RegionInput input = first;
      while (input != null && period.equals(input.period().timePeriod())) {
        inputs.add(input);
        input = read();
      }
      next = input;
      return values.of(inputs, area -> reach.has(indicator, area)).stream()
          .map(HierarchyRows::row)
          .toList();
    }
  }
}
