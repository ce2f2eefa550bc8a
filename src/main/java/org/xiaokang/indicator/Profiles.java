package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.catalogue.Indicator;
import org.xiaokang.catalogue.Scopes;

/** The indicators as a spreadsheet: one row per region and period, one column per indicator. */
public final class Profiles {
  private Profiles() {}

  /**
   * One column per indicator. An indicator's value is the one for the whole region (scope all);
   * where there is none and only one breakdown is reported, it is that one's; where several are, it
   * stays empty rather than pick one. A region's own report goes before the aggregate of its
   * children, unless it covers only a part of the region.
   *
   * @param indicators the indicators table
   * @param regions the regions table
   * @param catalogue its indicators are the columns, in order
   * @return ref_area, panel_area, ref_area_name, period_kind, time_period and the indicators
   */
  public static Dataset<Row> of(
      Dataset<Row> indicators, Dataset<Row> regions, Catalogue catalogue) {
    List<Column> columns = new ArrayList<>(List.of(max("panel_area").as("panel_area")));
    for (Indicator indicator : catalogue.indicators().values()) {
      columns.add(value(catalogue, indicator).as(indicator.id()));
    }
    Dataset<Row> names =
        regions.groupBy(col("ref_area").as("named_area")).agg(first("name").as("ref_area_name"));
    Dataset<Row> rows =
        indicators
            .filter(col("obs_value").isNotNull())
            .groupBy("ref_area", "period_kind", "time_period")
            .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
    List<Column> selected = new ArrayList<>();
    for (String name :
        List.of("ref_area", "panel_area", "ref_area_name", "period_kind", "time_period")) {
      selected.add(col(name));
    }
    catalogue.indicators().keySet().forEach(id -> selected.add(col(id)));
    return rows.join(functions.broadcast(names), col("ref_area").equalTo(col("named_area")), "left")
        .select(selected.toArray(Column[]::new));
  }

  private static Column value(Catalogue catalogue, Indicator indicator) {
    Column own = value(indicator.id(), "reported");
    Column fromBelow = value(indicator.id(), "aggregated");
    return RollUp.of(catalogue, indicator).ownIsPart()
        ? coalesce(fromBelow, own)
        : coalesce(own, fromBelow);
  }

  /** The one value there is; several, as of a period that no document states, are none. */
  private static Column value(String id, String origin) {
    Column mine = col("indicator").equalTo(id).and(col("origin").equalTo(origin));
    Column whole = mine.and(col("scope").equalTo(Scopes.ALL));
    return coalesce(theOnly(whole), theOnly(mine));
  }

  private static Column theOnly(Column wanted) {
    return when(count(when(wanted, 1)).equalTo(1), max(when(wanted, col("obs_value"))));
  }
}
