package org.xiaokang.intake;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where a figure belongs: by its code as of its day; without one by the name that a region bears
 * then, within the parent and at the level if those are given.
 */
final class Regions {
  /** How many candidates a message lists. */
  private static final int SHOWN = 10;

  private Regions() {}

  /**
   * The day a row's region is looked up for: the last of its period, else the first, else the day
   * it was published; without any, a day of its own.
   */
  static Column day() {
    Column known = coalesce(col("_end"), col("_start"), col("_published"));
    return when(known.isNull(), lit(Lookups.UNDATED))
        .otherwise(least(greatest(known, lit(Lookups.FIRST_DAY)), lit(Lookups.UNDATED)));
  }

  /**
   * Adds _reading (one of {@link Lookups#READING}, null when it cannot be told), its ref_area, and
   * _region (the reason, else null). Needs the keys and _day.
   */
  static Dataset<Row> resolve(Dataset<Row> rows, Lookups lookups) {
    Dataset<Row> met =
        rows
            // Each row meets at most one code and at most one name: both sides are grouped by it.
            .join(
                broadcast(segments(lookups.regionCodes(), "_code")),
                col("_code_key").equalTo(col("_code")),
                "left")
            .join(
                broadcast(segments(lookups.regionNames(), "_name")),
                col("_name_key").equalTo(col("_name")),
                "left");
    Dataset<Row> read =
        new Stage()
            .with("_by_code", readings("_code_segments"))
            .with("_by_name", readings("_name_segments"))
            .without("_code_key", "_code", "_code_segments", "_name", "_name_segments", "_day")
            .of(met);
    Dataset<Row> fitted =
        new Stage().with("_fitting", fitting()).without("_parent_key", "_level_key").of(read);
    Column reading = when(size(col("_fitting")).equalTo(1), get(col("_fitting"), lit(0)));
    return new Stage()
        .with("_reading", reading)
        .with("ref_area", reading.getField("ref_area"))
        .with("_region", coalesce(unknown(), ambiguous(), conflict()))
        .without("_name_key", "_by_code", "_by_name", "_fitting")
        .of(fitted);
  }

  private static Dataset<Row> segments(Dataset<Row> lookup, String key) {
    return lookup
        .coalesce(1)
        .groupBy(col("key").as(key))
        .agg(get(collect_list("segments"), lit(0)).as(key + "_segments"));
  }

  private static Column readings(String segments) {
    Column then =
        filter(
            col(segments),
            segment ->
                segment
                    .getField("from")
                    .leq(col("_day"))
                    .and(segment.getField("to").geq(col("_day"))));
    return get(then, lit(0)).getField("readings");
  }

  /** A code with two readings is told apart by the name; a name by parent and level. */
  private static Column fitting() {
    Column named =
        filter(
            col("_by_code"),
            reading -> array_contains(reading.getField("names"), col("_name_key")));
    Column hinted =
        filter(
            col("_by_name"),
            reading ->
                col("_parent_key")
                    .isNull()
                    .or(array_contains(reading.getField("ancestors"), col("_parent_key")))
                    .and(
                        col("_level_key")
                            .isNull()
                            .or(reading.getField("level").equalTo(col("_level_key")))));
    return when(
            col("region_code").isNotNull(),
            when(size(col("_by_code")).gt(1), named).otherwise(col("_by_code")))
        .when(col("_parent_key").isNull().and(col("_level_key").isNull()), col("_by_name"))
        .otherwise(hinted);
  }

  private static Column unknown() {
    Column noCode =
        Reasons.when(
            col("region_code").isNotNull().and(col("_by_code").isNull()),
            "region_unknown",
            "region_code",
            col("region_code"),
            coalesce(
                concat(
                    lit("a code of the region table; region_name is that of "),
                    labels(col("_by_name"))),
                lit("a code of the region table (table regions)")));
    Column byName = col("region_code").isNull().and(col("region_name").isNotNull());
    Column noName =
        Reasons.when(
            byName.and(col("_by_name").isNull()),
            "region_unknown",
            "region_name",
            col("region_name"),
            "a name of the region table (table regions), or a region_code");
    Column noFit = byName.and(size(col("_fitting")).equalTo(0));
    Column noParent =
        Reasons.when(
            noFit.and(col("region_parent").isNotNull()),
            "region_unknown",
            "region_parent",
            col("region_parent"),
            concat(
                lit("the code or name of a region above "),
                labels(col("_by_name")),
                coalesce(concat(lit(", at region_level "), col("region_level")), lit(""))));
    Column noLevel =
        Reasons.when(
            noFit,
            "region_unknown",
            "region_level",
            col("region_level"),
            concat(
                array_join(
                    array_distinct(transform(col("_by_name"), r -> r.getField("level"))), " or "),
                lit(", the level of "),
                labels(col("_by_name"))));
    return coalesce(noCode, noName, noParent, noLevel);
  }

  private static Column ambiguous() {
    Column code =
        Reasons.when(
            size(col("_by_code")).gt(1).and(size(col("_fitting")).notEqual(1)),
            "region_ambiguous",
            "region_code",
            col("region_code"),
            concat(
                lit(
                    "a code that means one region in this period, or a region_name that tells apart "),
                labels(col("_by_code"))));
    Column name =
        Reasons.when(
            col("region_code").isNull().and(size(col("_fitting")).gt(1)),
            "region_ambiguous",
            "region_name",
            col("region_name"),
            concat(
                lit("a region_code, or a region_parent or region_level that tells apart "),
                labels(col("_fitting"))));
    return coalesce(code, name);
  }

  /**
   * Code and name mean two regions neither of which lies in the other. A name that is not in the
   * table says nothing against the code, nor does one that its region bore at another time.
   */
  private static Column conflict() {
    Column own = get(col("_by_code"), lit(0));
    Column area = own.getField("ref_area");
    Column related =
        exists(
            col("_by_name"),
            reading ->
                reading
                    .getField("ref_area")
                    .equalTo(area)
                    .or(array_contains(reading.getField("ancestors"), area))
                    .or(array_contains(own.getField("ancestors"), reading.getField("ref_area"))));
    return Reasons.when(
        size(col("_by_code"))
            .equalTo(1)
            .and(col("_by_name").isNotNull())
            .and(not(array_contains(own.getField("names"), col("_name_key"))))
            .and(not(related)),
        "region_conflict",
        "region_name",
        col("region_name"),
        concat(
            lit("the name of region "),
            area,
            lit(" or of one above or below it; the name is that of "),
            labels(col("_by_name"))));
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
