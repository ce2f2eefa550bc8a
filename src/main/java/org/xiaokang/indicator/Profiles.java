package org.xiaokang.indicator;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
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
  /** Until further notice. */
  private static final String LAST = "9999-12-31";

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
   * @return who the region is and what is above it, as of the period, the period, and the
   *     indicators
   */
  public static Dataset<Row> of(
      Dataset<Row> indicators, Dataset<Row> regions, Catalogue catalogue) {
    List<Column> columns = new ArrayList<>();
    for (String same : List.of("panel_area", "parent_area", "period_start", "period_end")) {
      columns.add(max(same).as(same));
    }
    for (Indicator indicator : catalogue.indicators().values()) {
      columns.add(value(catalogue, indicator).as(indicator.id()));
    }
    Dataset<Row> rows =
        indicators
            .filter(col("obs_value").isNotNull())
            .groupBy("ref_area", "period_kind", "time_period")
            .agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
    Dataset<Row> spells = spells(regions);
    Dataset<Row> named =
        withSpell(rows, spells, "ref_area", "_area")
            .withColumn("parent_area", coalesce(col("parent_area"), col("_area.parent")))
            .transform(areas -> withSpell(areas, spells, "parent_area", "_parent"));
    List<Column> selected = new ArrayList<>(List.of(col("ref_area"), col("panel_area")));
    selected.add(col("_area.name").as("ref_area_name"));
    selected.add(col("_area.name_en").as("ref_area_name_en"));
    selected.add(col("_area.level").as("ref_area_level"));
    selected.add(col("parent_area"));
    selected.add(col("_parent.name").as("parent_area_name"));
    selected.add(col("_parent.name_en").as("parent_area_name_en"));
    for (String name : List.of("period_kind", "time_period", "period_start", "period_end")) {
      selected.add(col(name));
    }
    catalogue.indicators().keySet().forEach(id -> selected.add(col(id)));
    return named.select(selected.toArray(Column[]::new));
  }

  /** The spells of each code, the earliest first. */
  private static Dataset<Row> spells(Dataset<Row> regions) {
    Column spell =
        struct(
            coalesce(col("valid_from"), day("0001-01-01")).as("first"),
            coalesce(col("valid_to"), day(LAST)).as("last"),
            col("name"),
            col("name_en"),
            col("level"),
            col("parent"));
    return regions
        .groupBy(col("ref_area").as("_code"))
        .agg(array_sort(collect_list(spell)).as("_spells"));
  }

  /**
   * Adds the spell of a code that tells most about it on the last day of the period: the one valid
   * then, else the last before, else the first after. A row meets at most one code.
   */
  private static Dataset<Row> withSpell(
      Dataset<Row> rows, Dataset<Row> spells, String code, String added) {
    Column day = coalesce(col("period_end"), day(LAST));
    Column valid =
        filter(
            col("_spells"), spell -> day.between(spell.getField("first"), spell.getField("last")));
    Column before = filter(col("_spells"), spell -> spell.getField("last").lt(day));
    return rows.join(functions.broadcast(spells), col(code).equalTo(col("_code")), "left")
        .withColumn(
            added,
            coalesce(
                get(valid, lit(0)), try_element_at(before, lit(-1)), get(col("_spells"), lit(0))))
        .drop("_code", "_spells");
  }

  private static Column day(String iso) {
    return lit(iso).cast("date");
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
