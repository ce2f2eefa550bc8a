package org.xiaokang.job;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.xiaokang.catalogue.Catalogue;
import org.xiaokang.tables.Tables;

/**
 * Where the value of a region comes from that the regions below make: which of them, and what
 * changed.
 *
 * @param tables the tables of a release
 */
record FromBelow(Tables tables, Catalogue catalogue) {
  private static final int SHOWN = 12;

  /** Lines on an aggregated row of the indicators table. */
  List<String> lines(Row value) {
    List<String> lines = new ArrayList<>();
    Object expected = value.getAs("children_expected");
    Double coverage = value.getAs("coverage");
    lines.add(
        "  from %s of %s regions right below%s"
            .formatted(
                value.<Integer>getAs("children_reported"),
                expected == null ? "an unknown number of" : expected,
                coverage == null
                    ? ""
                    : String.format(Locale.ROOT, ", a coverage of %.0f %%", 100 * coverage)));
    Double change = value.getAs("change");
    if (change != null) {
      lines.add(
          "  %s on %s: %s in the regions of both periods, %s from regions that came or went"
              .formatted(
                  signed(change),
                  value.<String>getAs("previous_period"),
                  signed(value.<Double>getAs("change_in_both")),
                  signed(value.<Double>getAs("change_in_coverage"))));
    }
    List<Row> children =
        tables
            .table("indicators")
            .filter(
                col("parent_area")
                    .equalTo(value.<String>getAs("ref_area"))
                    .and(col("indicator").equalTo(value.<String>getAs("indicator")))
                    .and(col("scope").equalTo(value.<String>getAs("scope")))
                    .and(col("period_kind").equalTo(value.<String>getAs("period_kind")))
                    .and(col("time_period").equalTo(value.<String>getAs("time_period"))))
            .orderBy("ref_area", "origin")
            .collectAsList();
    for (Row child : children.subList(0, Math.min(SHOWN, children.size()))) {
      Double number = child.getAs("obs_value");
      lines.add(
          "    %s (%s), %s: %s"
              .formatted(
                  Names.of(catalogue.regions(), child),
                  child.<String>getAs("ref_area"),
                  child.<String>getAs("origin"),
                  number == null ? child.<String>getAs("reason") : Numbers.plain(number)));
    }
    if (children.size() > SHOWN) {
      lines.add("    ... and " + (children.size() - SHOWN) + " more");
    }
    return lines;
  }

  private static String signed(double change) {
    return (change < 0 ? "" : "+") + Numbers.plain(change);
  }
}
