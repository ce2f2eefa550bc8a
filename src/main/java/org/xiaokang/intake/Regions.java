package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where a figure belongs: by its code; without one by its name, within the parent if one is given.
 */
final class Regions {
  /** How many candidates a message lists. */
  private static final int SHOWN = 10;

  private Regions() {}

  /**
   * Adds ref_area (null when it cannot be told) and _region (the reason, else null). Needs the
   * keys.
   */
  static Dataset<Row> resolve(Dataset<Row> rows, Lookups lookups) {
    Dataset<Row> met =
        rows
            // Each row meets at most one code and at most one name: both sides are grouped by it.
            .join(broadcast(codes(lookups)), col("_code_key").equalTo(col("_code")), "left")
            .join(broadcast(names(lookups)), col("_name_key").equalTo(col("_name")), "left");
    Dataset<Row> fitted = new Stage().with("_fitting", fitting()).of(met);
    Column byCode = col("region_code").isNotNull();
    return new Stage()
        .with(
            "ref_area",
            when(byCode, when(size(col("_areas")).equalTo(1), element_at(col("_areas"), 1)))
                .otherwise(
                    when(
                        size(col("_fitting")).equalTo(1),
                        element_at(col("_fitting"), 1).getField("ref_area"))))
        .with("_region", coalesce(unknown(), ambiguous(), conflict()))
        .without(
            "_code_key",
            "_name_key",
            "_parent_key",
            "_code",
            "_areas",
            "_ancestors",
            "_name",
            "_candidates",
            "_fitting")
        .of(fitted);
  }

  /** _code, _areas ARRAY, _ancestors ARRAY (null where it is not known what lies above). */
  private static Dataset<Row> codes(Lookups lookups) {
    Dataset<Row> codes =
        lookups
            .regionCodes()
            .select(
                Keys.key(col("code")).as("_code"),
                col("ref_area"),
                lit(null).cast("array<string>").as("above"));
    Dataset<Row> above =
        lookups
            .regionNames()
            .select(
                Keys.key(col("ref_area")).as("_code"),
                lit(null).cast("string").as("ref_area"),
                col("ancestor_keys").as("above"));
    return codes
        .union(above)
        .coalesce(1)
        .groupBy("_code")
        .agg(
            array_sort(collect_set(col("ref_area"))).as("_areas"),
            max(col("above")).as("_ancestors"))
        .filter(size(col("_areas")).gt(0));
  }

  /** _name, _candidates ARRAY of (ref_area, label, ancestor_keys). */
  private static Dataset<Row> names(Lookups lookups) {
    return lookups
        .regionNames()
        .coalesce(1)
        .groupBy(col("name_key").as("_name"), col("ref_area"))
        .agg(min("label").as("label"), max("ancestor_keys").as("ancestor_keys"))
        .groupBy("_name")
        .agg(
            array_sort(collect_list(struct(col("ref_area"), col("label"), col("ancestor_keys"))))
                .as("_candidates"));
  }

  private static Column fitting() {
    return when(col("_parent_key").isNull(), col("_candidates"))
        .otherwise(
            filter(
                col("_candidates"),
                region -> array_contains(region.getField("ancestor_keys"), col("_parent_key"))));
  }

  private static Column unknown() {
    Column noCode =
        Reasons.when(
            col("region_code").isNotNull().and(col("_areas").isNull()),
            "region_unknown",
            "region_code",
            col("region_code"),
            coalesce(
                concat(
                    lit("a code of the region table; region_name is that of "),
                    labels(col("_candidates"))),
                lit("a code of the region table (table regions)")));
    Column byName = col("region_code").isNull().and(col("region_name").isNotNull());
    Column noName =
        Reasons.when(
            byName.and(col("_candidates").isNull()),
            "region_unknown",
            "region_name",
            col("region_name"),
            "a name of the region table (table regions), or a region_code");
    Column noParent =
        Reasons.when(
            byName.and(size(col("_fitting")).equalTo(0)),
            "region_unknown",
            "region_parent",
            col("region_parent"),
            concat(lit("the code or name of a region above "), labels(col("_candidates"))));
    return coalesce(noCode, noName, noParent);
  }

  private static Column ambiguous() {
    Column code =
        Reasons.when(
            size(col("_areas")).gt(1),
            "region_ambiguous",
            "region_code",
            col("region_code"),
            concat(
                lit("a code of one region; this one is that of "),
                array_join(col("_areas"), ", ")));
    Column name =
        Reasons.when(
            col("region_code").isNull().and(size(col("_fitting")).gt(1)),
            "region_ambiguous",
            "region_name",
            col("region_name"),
            concat(
                lit("a region_code, or a region_parent that tells apart "),
                labels(col("_fitting"))));
    return coalesce(code, name);
  }

  /**
   * Code and name mean two regions neither of which lies in the other. A name that is not in the
   * table says nothing against the code, nor does one of a code whose ancestors are not known.
   */
  private static Column conflict() {
    Column area = element_at(col("_areas"), 1);
    Column related =
        exists(
            col("_candidates"),
            region ->
                region
                    .getField("ref_area")
                    .equalTo(area)
                    .or(array_contains(region.getField("ancestor_keys"), area))
                    .or(array_contains(col("_ancestors"), region.getField("ref_area"))));
    return Reasons.when(
        size(col("_areas"))
            .equalTo(1)
            .and(col("_candidates").isNotNull())
            .and(col("_ancestors").isNotNull())
            .and(related.equalTo(false)),
        "region_conflict",
        "region_name",
        col("region_name"),
        concat(
            lit("the name of region "),
            area,
            lit(" or of one above or below it; the name is that of "),
            labels(col("_candidates"))));
  }

  private static Column labels(Column candidates) {
    Column shown =
        array_join(
            transform(
                slice(candidates, 1, SHOWN),
                region ->
                    concat(
                        coalesce(region.getField("label"), lit("?")),
                        lit(" ("),
                        region.getField("ref_area"),
                        lit(")"))),
            ", ");
    return when(size(candidates).gt(SHOWN), concat(shown, lit(", ..."))).otherwise(shown);
  }
}
