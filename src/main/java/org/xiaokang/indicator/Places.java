package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.xiaokang.catalogue.Input;

/**
 * Figures from another scope or period, as windows over the rows of one region: all of them are
 * partitioned by panel_area first, so none needs another shuffle.
 */
final class Places {
  private Places() {}

  /**
   * The figure as the place says, with the scope, time_period and year it was found at; null where
   * there is none.
   */
  static Column of(Plan plan, Figure.Placed placed) {
    Column own = col(plan.column(placed.figure()));
    Column there =
        placed
            .scope()
            .map(s -> own.isNotNull().and(col("scope").equalTo(s)))
            .orElse(own.isNotNull());
    Column figure =
        when(
            there,
            struct(
                own.getField("value").as("value"),
                own.getField("marks").as("marks"),
                own.getField("observation_id").as("observation_id"),
                col("scope"),
                col("time_period"),
                col(Rows.YEAR),
                own.getField(Confidential.NAME).as(Confidential.NAME)));
    boolean anyScope = placed.scope().isPresent();
    Input.At at = placed.at();
    if (at instanceof Input.At.Shifted shifted) {
      return shifted.isYears()
          ? moved(figure, Rows.YEAR, series(anyScope), shifted.months() / 12)
          : moved(figure, Rows.SEQUENCE, sequence(anyScope), shifted.months());
    }
    if (at instanceof Input.At.Year year) {
      Column inYear = when(col(Rows.YEAR).equalTo(year.year()), figure);
      return max(inYear).over(whole(series(anyScope)));
    }
    if (at instanceof Input.At.Edge edge) {
      Column year = struct(col(Rows.YEAR), figure.as("figure"));
      Column mine = when(figure.isNotNull().and(col("period_kind").equalTo("year")), year);
      Column years = map_from_entries(collect_list(mine).over(whole(region(anyScope))));
      return try_element_at(years, edge.last() ? col(Rows.YEAR) : baseYear());
    }
    if (at instanceof Input.At.End end) {
      WindowSpec window = end.kinds().isEmpty() ? series(anyScope) : region(anyScope);
      Column mine = figure.isNotNull();
      if (!end.kinds().isEmpty()) {
        mine = mine.and(col("period_kind").isin(end.kinds().toArray()));
      }
      Column dated = when(mine, struct(col(Rows.ORDINAL), figure.as("figure")));
      return (end.latest() ? max(dated) : min(dated)).over(whole(window)).getField("figure");
    }
    return max(figure).over(Window.partitionBy("panel_area", Rows.SERIES, "time_period"));
  }

  /** The figure so far away, on rows where {@code known} says where they are themselves. */
  private static Column moved(Column figure, String known, WindowSpec window, int distance) {
    return when(col(known).isNotNull(), max(figure).over(window.rangeBetween(distance, distance)));
  }

  /** The year that growth over the row's span starts from. */
  private static Column baseYear() {
    Column first = year(col("period_start"));
    return when(col("period_kind").equalTo("average"), first.minus(1)).otherwise(first);
  }

  private static WindowSpec series(boolean anyScope) {
    return partition(anyScope, Rows.SERIES).orderBy(Rows.YEAR);
  }

  private static WindowSpec sequence(boolean anyScope) {
    return partition(anyScope, Rows.SEQUENCE).orderBy(Rows.MONTH);
  }

  private static WindowSpec region(boolean anyScope) {
    return partition(anyScope).orderBy(Rows.ORDINAL);
  }

  private static WindowSpec partition(boolean anyScope, String... more) {
    List<Column> keys = new ArrayList<>(List.of(col("panel_area")));
    if (!anyScope) {
      keys.add(col("scope"));
    }
    for (String key : more) {
      keys.add(col(key));
    }
    return Window.partitionBy(keys.toArray(Column[]::new));
  }

  private static WindowSpec whole(WindowSpec window) {
    return window.rangeBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
  }
}
