package org.xiaokang.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.xiaokang.reader.ChangeReason;
import org.xiaokang.reader.ReleaseDiff;
import org.xiaokang.tables.Tables;

/**
 * What changed in the indicators from one release to another, and why.
 *
 * @param before the tables of the earlier release
 * @param after the tables of the later one
 * @param otherCode whether different programs computed them
 */
public record Diff(Tables before, Tables after, boolean otherCode) {
  /**
   * The rows that are not the same in both: ref_area, indicator, scope, period_kind, time_period,
   * origin, change (added, removed, changed), value_before, value_after, why. The reason is one of
   * {@link ChangeReason}.
   */
  public Dataset<Row> rows() {
    Dataset<Row> then = side(before, "then");
    Dataset<Row> now = side(after, "now");
    Column same = lit(true);
    for (String name : ReleaseDiff.SAID) {
      same = same.and(col("then." + name).eqNullSafe(col("now." + name)));
    }
    List<Column> shown = new ArrayList<>();
    ReleaseDiff.KEY.forEach(name -> shown.add(col(name)));
    shown.add(
        when(col("then").isNull(), "added")
            .when(col("now").isNull(), "removed")
            .otherwise("changed")
            .as("change"));
    shown.add(col("then.obs_value").as("value_before"));
    shown.add(col("now.obs_value").as("value_after"));
    shown.add(why(otherCode).as("why"));
    Dataset<Row> differing =
        then.join(now, ReleaseDiff.KEY.toArray(String[]::new), "full_outer")
            .filter(not(coalesce(same, lit(false))));
    return withFigures(withDefinitions(differing)).select(shown.toArray(Column[]::new));
  }

  private static Dataset<Row> side(Tables tables, String name) {
    List<Column> said = new ArrayList<>(List.of(col("inputs")));
    ReleaseDiff.SAID.forEach(column -> said.add(col(column)));
    List<Column> columns = new ArrayList<>();
    ReleaseDiff.KEY.forEach(column -> columns.add(col(column)));
    columns.add(struct(said.toArray(Column[]::new)).as(name));
    return tables.table("indicators").select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> withDefinitions(Dataset<Row> rows) {
    Dataset<Row> hashes =
        definitions(before, "hash_then")
            .join(definitions(after, "hash_now"), new String[] {"indicator"}, "full_outer");
    return rows.join(functions.broadcast(hashes), new String[] {"indicator"}, "left");
  }

  private static Dataset<Row> definitions(Tables tables, String name) {
    return tables
        .table("indicator_catalogue")
        .select(col("indicator"), col("definition_hash").as(name));
  }

  /** The figures that are not the same in both, by id: added, removed or corrected. */
  private Dataset<Row> withFigures(Dataset<Row> rows) {
    Dataset<Row> figures =
        figures(before, "then")
            .join(figures(after, "now"), new String[] {"observation_id"}, "full_outer")
            .filter(not(col("then").eqNullSafe(col("now"))))
            .select(
                struct(
                        col("observation_id"),
                        when(col("then").isNull(), "added").otherwise("corrected"))
                    .as("figure"))
            .agg(map_from_entries(collect_set("figure")).as("figures")); // empty where none
    return rows.crossJoin(functions.broadcast(figures));
  }

  private static Dataset<Row> figures(Tables tables, String name) {
    return tables
        .table("observations")
        .select(
            col("observation_id"),
            struct(ReleaseDiff.FIGURE.stream().map(functions::col).toArray(Column[]::new))
                .as(name));
  }

  /** The function travels to the tasks, and nothing else of this does. */
  private static Column why(boolean otherCode) {
    Column corrected = anyOf("then.inputs", "corrected").or(anyOf("now.inputs", "corrected"));
    Column added = anyOf("now.inputs", "added");
    Column anyFigure = functions.size(col("figures")).gt(0);
    return udf(
            (Boolean same, Boolean isCorrected, Boolean isAdded, Boolean any) ->
                ChangeReason.of(same, isCorrected, isAdded, any, otherCode),
            DataTypes.StringType)
        .apply(col("hash_then").eqNullSafe(col("hash_now")), corrected, added, anyFigure);
  }

  /** Whether a figure among these inputs met that fate. */
  private static Column anyOf(String inputs, String fate) {
    Column found =
        exists(
            col(inputs),
            input ->
                coalesce(
                    try_element_at(col("figures"), input.getField("observation_id")).equalTo(fate),
                    lit(false)));
    return coalesce(found, lit(false));
  }

  /** By indicator and reason: how many values were added, removed, changed, and by how much. */
  public Dataset<Row> byIndicator() {
    return byIndicator(rows());
  }

  static Dataset<Row> byIndicator(Dataset<Row> rows) {
    Column change =
        abs(col("value_after").divide(functions.nullif(col("value_before"), lit(0.0))).minus(1));
    return rows.groupBy("indicator", "why")
        .agg(
            count_if(col("change").equalTo("added")).as("added"),
            count_if(col("change").equalTo("removed")).as("removed"),
            count_if(col("change").equalTo("changed")).as("changed"),
            functions.countDistinct("ref_area").as("regions"),
            functions.max(change).as("largest_relative_change"))
        .orderBy("indicator", "why");
  }
}
